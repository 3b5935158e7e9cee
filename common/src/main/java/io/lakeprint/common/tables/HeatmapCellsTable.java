package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * When and where people do things. Grain: a cell of a heat map in a period; a cell without events
 * has no row.
 */
public final class HeatmapCellsTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec HEATMAP_KIND =
      required(
              "heatmap_kind",
              STRING,
              "What its cells are: hours of the week, elements of a page, places on it, tenths of it reached")
          .oneOf("hours", "elements", "positions", "reach");
  public static final ColumnSpec PAGE =
      optional(
              "page",
              STRING,
              "Page or group of pages; (other) = beyond the most used; null = a map of hours")
          .personal();
  public static final ColumnSpec ELEMENT =
      optional("element", STRING, "Element of the page, of elements alone; (other) = the rest");
  public static final ColumnSpec CELL_X =
      optional(
          "cell_x",
          INT,
          "Of hours the hour, 0 to 23; of positions the column of the window, from 0; else null");
  public static final ColumnSpec CELL_Y =
      optional(
          "cell_y",
          INT,
          "Of hours the day of the week, 1 = Monday; of positions the row of the page, from 0; of reach the tenth, 0 = the top, 10 = the end; else null");
  public static final ColumnSpec EVENTS =
      required("events", LONG, "Events in the cell; of reach page views that got so far");
  public static final ColumnSpec USERS = required("users", LONG, "People whose events they are");
  public static final ColumnSpec ALL_EVENTS =
      required(
          "all_events",
          LONG,
          "Events of the map, or page; of reach page views: denominator of event_ratio");
  public static final ColumnSpec EVENT_RATIO =
      required(
          "event_ratio",
          DOUBLE,
          "events / all_events, 0 to 1; of reach it never rises from one tenth to the next");
  public static final ColumnSpec CELL_COMPLETE =
      required("cell_complete", BOOLEAN, "Whether the period is over");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.heatmap_cells",
              "One cell of one heat map in one period, for one breakdown value",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              HEATMAP_KIND,
              PAGE,
              ELEMENT,
              CELL_X,
              CELL_Y,
              EVENTS,
              USERS,
              ALL_EVENTS,
              EVENT_RATIO,
              CELL_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              PAGE,
              ELEMENT,
              CELL_X,
              CELL_Y)
          .asPresent()
          .asExchange();

  private HeatmapCellsTable() {}
}
