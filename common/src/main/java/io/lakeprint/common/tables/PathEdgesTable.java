package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * Which way people take. Grain: an edge between two nodes at a place of the path; what flows into a
 * node flows out of it.
 */
public final class PathEdgesTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec STEP_NO =
      required(
          "step_no",
          INT,
          "Place of from_node in the path; 0 = (start), or (more) where the beginning is cut");
  public static final ColumnSpec FROM_NODE =
      required(
              "from_node",
              STRING,
              "Node left; (start), (more), (other) stand for none of their own")
          .personal();
  public static final ColumnSpec TO_NODE =
      required(
              "to_node", STRING, "Node reached; (end), (more), (other) stand for none of their own")
          .personal();
  public static final ColumnSpec PATHS = required("paths", LONG, "Paths that take the edge there");
  public static final ColumnSpec USERS = required("users", LONG, "People whose paths they are");
  public static final ColumnSpec FROM_PATHS =
      required("from_paths", LONG, "Paths at from_node there: denominator of probability");
  public static final ColumnSpec PROBABILITY =
      required("probability", DOUBLE, "paths / from_paths, 0 to 1");
  public static final ColumnSpec AVERAGE_SECONDS =
      optional(
          "average_seconds", DOUBLE, "Mean time between the two; null = one of them is no event");
  public static final ColumnSpec MEDIAN_SECONDS =
      optional("median_seconds", DOUBLE, "Median of the same");
  public static final ColumnSpec WINDOW_COMPLETE =
      required("window_complete", BOOLEAN, "Whether the period is over");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.path_edges",
              "One edge at one place of the paths of one period, for one breakdown value",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              STEP_NO,
              FROM_NODE,
              TO_NODE,
              PATHS,
              USERS,
              FROM_PATHS,
              PROBABILITY,
              AVERAGE_SECONDS,
              MEDIAN_SECONDS,
              WINDOW_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              STEP_NO,
              FROM_NODE,
              TO_NODE)
          .asPresent()
          .asExchange();

  private PathEdgesTable() {}
}
