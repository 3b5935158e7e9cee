package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * Sequences of nodes that many paths have, other nodes between them or not. Grain: a sequence of a
 * report's whole range.
 */
public final class PathSequencesTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec NODES_JSON =
      required("nodes_json", STRING, "The nodes, first to last, as a JSON list").personal();
  public static final ColumnSpec NODE_COUNT = required("node_count", INT, "How many they are");
  public static final ColumnSpec PATHS =
      required("paths", LONG, "Paths that have them in this order");
  public static final ColumnSpec ALL_PATHS =
      required("all_paths", LONG, "Paths of the report: denominator of path_ratio");
  public static final ColumnSpec PATH_RATIO =
      required("path_ratio", DOUBLE, "paths / all_paths, 0 to 1");
  public static final ColumnSpec WINDOW_COMPLETE =
      required("window_complete", BOOLEAN, "Whether the period is over");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.path_sequences",
              "One frequent sequence of nodes of one report",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              NODES_JSON,
              NODE_COUNT,
              PATHS,
              ALL_PATHS,
              PATH_RATIO,
              WINDOW_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              NODES_JSON)
          .asPresent()
          .asExchange();

  private PathSequencesTable() {}
}
