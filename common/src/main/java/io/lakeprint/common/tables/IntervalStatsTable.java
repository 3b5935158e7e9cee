package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.LONG;

/**
 * How much time lies between two events. Grain: a period. Quantiles are exact, between two values
 * in proportion.
 */
public final class IntervalStatsTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec INTERVALS =
      required("intervals", LONG, "Intervals that begin in the period and end in time");
  public static final ColumnSpec USERS = required("users", LONG, "People whose intervals they are");
  public static final ColumnSpec AVERAGE_SECONDS =
      required("average_seconds", DOUBLE, "Mean length");
  public static final ColumnSpec MIN_SECONDS = required("min_seconds", DOUBLE, "Shortest length");
  public static final ColumnSpec P10_SECONDS =
      required("p10_seconds", DOUBLE, "Quantile .1 of the lengths");
  public static final ColumnSpec P25_SECONDS =
      required("p25_seconds", DOUBLE, "Quantile .25 of the lengths");
  public static final ColumnSpec MEDIAN_SECONDS =
      required("median_seconds", DOUBLE, "Median of the lengths");
  public static final ColumnSpec P75_SECONDS =
      required("p75_seconds", DOUBLE, "Quantile .75 of the lengths");
  public static final ColumnSpec P90_SECONDS =
      required("p90_seconds", DOUBLE, "Quantile .9 of the lengths");
  public static final ColumnSpec MAX_SECONDS = required("max_seconds", DOUBLE, "Longest length");
  public static final ColumnSpec WINDOW_COMPLETE =
      required(
          "window_complete",
          BOOLEAN,
          "Whether everything that began in the period has had the time to end");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.interval_stats",
              "The intervals of one report that begin in one period, for one breakdown value",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              INTERVALS,
              USERS,
              AVERAGE_SECONDS,
              MIN_SECONDS,
              P10_SECONDS,
              P25_SECONDS,
              MEDIAN_SECONDS,
              P75_SECONDS,
              P90_SECONDS,
              MAX_SECONDS,
              WINDOW_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE)
          .asPresent()
          .asExchange();

  private IntervalStatsTable() {}
}
