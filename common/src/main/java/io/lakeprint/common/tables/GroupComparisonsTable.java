package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * What people do after they met one thing or another: campaign pages and others, the exposed and
 * those who were not. Grain: an outcome of a group in a period.
 */
public final class GroupComparisonsTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec GROUP_NAME = required("group_name", STRING, "Name of the group");
  public static final ColumnSpec OUTCOME = required("outcome", STRING, "Name of the outcome");
  public static final ColumnSpec IS_BASELINE =
      required("is_baseline", BOOLEAN, "Whether the others are compared with it");
  public static final ColumnSpec USERS =
      required("users", LONG, "People, or sessions, in the group: denominator of done_ratio");
  public static final ColumnSpec USERS_DONE =
      required("users_done", LONG, "Those of them who did it in time");
  public static final ColumnSpec DONE_RATIO =
      required("done_ratio", DOUBLE, "users_done / users, 0 to 1");
  public static final ColumnSpec BASELINE_USERS =
      optional("baseline_users", LONG, "Those of the whole baseline; null = nobody is in it");
  public static final ColumnSpec BASELINE_USERS_DONE =
      optional("baseline_users_done", LONG, "Those of them who did it in time; null = nobody is");
  public static final ColumnSpec BASELINE_RATIO =
      optional("baseline_ratio", DOUBLE, "Share of the baseline, 0 to 1; null = nobody is in it");
  public static final ColumnSpec LIFT_RATIO =
      optional(
          "lift_ratio",
          DOUBLE,
          "done_ratio / baseline_ratio - 1: .35 = 35 % higher; null = nobody of the baseline did it");
  public static final ColumnSpec Z_SCORE =
      optional(
          "z_score",
          DOUBLE,
          "Difference of the shares over its standard error (pooled); beyond 1.96 chance explains it once in twenty times; null = the baseline, or everybody or nobody did it");
  public static final ColumnSpec WINDOW_COMPLETE =
      required(
          "window_complete",
          BOOLEAN,
          "Whether everybody who came in the period has had the whole window");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.group_comparisons",
              "One outcome of one group in one period, for one breakdown value",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              GROUP_NAME,
              OUTCOME,
              IS_BASELINE,
              USERS,
              USERS_DONE,
              DONE_RATIO,
              BASELINE_USERS,
              BASELINE_USERS_DONE,
              BASELINE_RATIO,
              LIFT_RATIO,
              Z_SCORE,
              WINDOW_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              GROUP_NAME,
              OUTCOME)
          .asPresent()
          .asExchange();

  private GroupComparisonsTable() {}
}
