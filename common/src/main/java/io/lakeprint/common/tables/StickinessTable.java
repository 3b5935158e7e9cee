package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * On how many days (or weeks) of a period people are active. Grain: a number of days in a period.
 */
public final class StickinessTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec INTERVAL_GRAIN =
      required("interval_grain", STRING, "What is counted").oneOf("day", "week");
  public static final ColumnSpec ACTIVE_INTERVALS =
      required("active_intervals", INT, "Intervals of the period with activity, from 1");
  public static final ColumnSpec USERS = required("users", LONG, "People with so many");
  public static final ColumnSpec ACTIVE_USERS =
      required("active_users", LONG, "People active in the period: denominator of user_ratio");
  public static final ColumnSpec USER_RATIO =
      required("user_ratio", DOUBLE, "users / active_users, 0 to 1");
  public static final ColumnSpec CELL_COMPLETE =
      required("cell_complete", BOOLEAN, "Whether the period is over");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.stickiness",
              "One number of active intervals in one period",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              INTERVAL_GRAIN,
              ACTIVE_INTERVALS,
              USERS,
              ACTIVE_USERS,
              USER_RATIO,
              CELL_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              ACTIVE_INTERVALS)
          .asPresent()
          .asExchange();

  private StickinessTable() {}
}
