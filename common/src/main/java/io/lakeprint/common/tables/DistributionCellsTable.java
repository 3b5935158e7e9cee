package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.MONEY;
import static io.lakeprint.common.tables.Types.STRING;

/**
 * How many people do something how much, and how long it takes. Grain: a bucket in a period; a
 * bucket that holds nobody has no row.
 */
public final class DistributionCellsTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec BREAKDOWN_NAME = ReportColumns.BREAKDOWN_NAME;
  public static final ColumnSpec BREAKDOWN_VALUE = ReportColumns.BREAKDOWN_VALUE;
  public static final ColumnSpec MEASURE =
      required(
              "measure",
              STRING,
              "What is in the buckets: times or days that people do it, the sum of their amounts, or seconds that a funnel (from first to last step) or an interval takes")
          .oneOf("times", "days", "amount", "seconds");
  public static final ColumnSpec BUCKET_NO =
      required("bucket_no", INT, "Place of the bucket, from 1; 0 = below all of them");
  public static final ColumnSpec BUCKET_FROM =
      optional("bucket_from", MONEY, "Smallest value of the bucket; null = below all of them");
  public static final ColumnSpec BUCKET_TO =
      optional("bucket_to", MONEY, "First value beyond the bucket; null = it has no end");
  public static final ColumnSpec USERS =
      required(
          "users", LONG, "People in the bucket; of seconds what a funnel counts, or intervals");
  public static final ColumnSpec ALL_USERS =
      required("all_users", LONG, "Those of all buckets: denominator of user_ratio");
  public static final ColumnSpec USER_RATIO =
      required("user_ratio", DOUBLE, "users / all_users, 0 to 1");
  public static final ColumnSpec WINDOW_COMPLETE =
      required(
          "window_complete",
          BOOLEAN,
          "Whether the period is over; of seconds, whether everything that began in it has had its time");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.distribution_cells",
              "One bucket of one measure of one report in one period, for one breakdown value",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              MEASURE,
              BUCKET_NO,
              BUCKET_FROM,
              BUCKET_TO,
              USERS,
              ALL_USERS,
              USER_RATIO,
              WINDOW_COMPLETE)
          .key(
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              BREAKDOWN_NAME,
              BREAKDOWN_VALUE,
              MEASURE,
              BUCKET_NO)
          .asPresent()
          .asExchange();

  private DistributionCellsTable() {}
}
