package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * How many got how far in each funnel. Grain: a step of a funnel in a period, for everybody and by
 * value of the breakdown.
 */
public final class FunnelStepsTable {
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
          "Place of the step, from 1; in an unordered funnel how many steps were done");
  public static final ColumnSpec STEP_NAME = required("step_name", STRING, "Name of the step");
  public static final ColumnSpec IS_OPTIONAL =
      required("is_optional", BOOLEAN, "Whether the step may be left out");
  public static final ColumnSpec USERS =
      required(
          "users",
          LONG,
          "People who did the step; attempts or sessions where the funnel counts those");
  public static final ColumnSpec PREVIOUS_USERS =
      required(
          "previous_users",
          LONG,
          "Those of the step before that is not optional: denominator of conversion_from_previous");
  public static final ColumnSpec FIRST_USERS =
      required(
          "first_users", LONG, "Those of the first step: denominator of conversion_from_first");
  public static final ColumnSpec CONVERSION_FROM_PREVIOUS =
      optional(
          "conversion_from_previous",
          DOUBLE,
          "users / previous_users, 0 to 1; null = nobody before");
  public static final ColumnSpec CONVERSION_FROM_FIRST =
      optional("conversion_from_first", DOUBLE, "users / first_users, 0 to 1; null = nobody came");
  public static final ColumnSpec AVERAGE_SECONDS =
      optional(
          "average_seconds",
          DOUBLE,
          "Mean time since the step before that is not optional; null = nobody, or the first step");
  public static final ColumnSpec MEDIAN_SECONDS =
      optional("median_seconds", DOUBLE, "Median of the same");
  public static final ColumnSpec AVERAGE_SECONDS_FROM_FIRST =
      optional(
          "average_seconds_from_first",
          DOUBLE,
          "Mean time since the first step; null = nobody, or the first step");
  public static final ColumnSpec MEDIAN_SECONDS_FROM_FIRST =
      optional("median_seconds_from_first", DOUBLE, "Median of the same");
  public static final ColumnSpec WINDOW_COMPLETE =
      required(
          "window_complete",
          BOOLEAN,
          "Whether everybody who began in the period has had the whole window");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.funnel_steps",
              "One step of one funnel in one period, for one breakdown value",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              STEP_NO,
              STEP_NAME,
              IS_OPTIONAL,
              USERS,
              PREVIOUS_USERS,
              FIRST_USERS,
              CONVERSION_FROM_PREVIOUS,
              CONVERSION_FROM_FIRST,
              AVERAGE_SECONDS,
              MEDIAN_SECONDS,
              AVERAGE_SECONDS_FROM_FIRST,
              MEDIAN_SECONDS_FROM_FIRST,
              WINDOW_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              STEP_NO)
          .asPresent()
          .asExchange();

  private FunnelStepsTable() {}
}
