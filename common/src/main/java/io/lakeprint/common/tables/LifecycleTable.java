package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/** New, returning, resurrecting and dormant people. Grain: a status in a period. */
public final class LifecycleTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec STATUS =
      required(
              "status",
              STRING,
              "new = first time, returning = also active in the period before, resurrecting = after a pause, dormant = active in the period before only")
          .oneOf("new", "returning", "resurrecting", "dormant");
  public static final ColumnSpec USERS = required("users", LONG, "People of that status");
  public static final ColumnSpec ACTIVE_USERS =
      required("active_users", LONG, "People active in the period: new + returning + resurrecting");
  public static final ColumnSpec CELL_COMPLETE =
      required("cell_complete", BOOLEAN, "Whether the period is over");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.lifecycle",
              "One status in one period",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              STATUS,
              USERS,
              ACTIVE_USERS,
              CELL_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              STATUS)
          .asPresent()
          .asExchange();

  private LifecycleTable() {}
}
