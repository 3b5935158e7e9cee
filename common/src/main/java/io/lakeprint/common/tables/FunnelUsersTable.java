package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/** Who got how far in each funnel: the people behind each step and each drop. Grain: the key. */
public final class FunnelUsersTable {
  public static final ColumnSpec REPORT_ID = ReportColumns.REPORT_ID;
  public static final ColumnSpec REPORT_VERSION = ReportColumns.REPORT_VERSION;
  public static final ColumnSpec PERIOD_GRAIN = ReportColumns.PERIOD_GRAIN;
  public static final ColumnSpec PERIOD_START = ReportColumns.PERIOD_START;
  public static final ColumnSpec ONE_ID = required("one_id", STRING, "Current person").pseudonym();
  public static final ColumnSpec MAX_STEP =
      required(
          "max_step",
          INT,
          "Furthest step done; of several attempts or sessions that of the furthest");
  public static final ColumnSpec ENTERED_AT =
      required("entered_at", TIMESTAMP, "First step of that attempt, UTC");
  public static final ColumnSpec COMPLETED_AT =
      optional(
          "completed_at",
          TIMESTAMP,
          "Last step of that attempt, UTC; null = a step that is not optional is missing");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.funnel_users",
              "One person in one funnel in one period",
              REPORT_ID,
              REPORT_VERSION,
              PERIOD_GRAIN,
              PERIOD_START,
              ONE_ID,
              MAX_STEP,
              ENTERED_AT,
              COMPLETED_AT)
          .key(REPORT_ID, REPORT_VERSION, PERIOD_GRAIN, PERIOD_START, ONE_ID)
          .restates(Restatement.FOLLOWS)
          .asPresent();

  private FunnelUsersTable() {}
}
