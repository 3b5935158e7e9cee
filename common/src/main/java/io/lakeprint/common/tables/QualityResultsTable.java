package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.BOOLEAN;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/** Expectations and what came of them. Grain: (run_id, job, table_name, expectation). */
public final class QualityResultsTable {
  public static final ColumnSpec RUN_ID = required("run_id", STRING, "Run");
  public static final ColumnSpec JOB = required("job", STRING, "Job that checked");
  public static final ColumnSpec TABLE_NAME = required("table_name", STRING, "Table checked");
  public static final ColumnSpec EXPECTATION = required("expectation", STRING, "What was expected");
  public static final ColumnSpec SEVERITY =
      required("severity", STRING, "warn: told; gate: refuses the run").oneOf("warn", "gate");
  public static final ColumnSpec CHECKED_ROWS =
      required("checked_rows", LONG, "Rows checked: those that the job wrote");
  public static final ColumnSpec FAILED_ROWS = required("failed_rows", LONG, "Rows that break it");
  public static final ColumnSpec IS_MET = required("is_met", BOOLEAN, "Whether it holds");
  public static final ColumnSpec CHECKED_AT = required("checked_at", TIMESTAMP, "UTC");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.OPS,
              "ops.quality_results",
              "One expectation checked in one run",
              RUN_ID,
              JOB,
              TABLE_NAME,
              EXPECTATION,
              SEVERITY,
              CHECKED_ROWS,
              FAILED_ROWS,
              IS_MET,
              CHECKED_AT)
          .key(RUN_ID, JOB, TABLE_NAME, EXPECTATION)
          .asExchange();

  private QualityResultsTable() {}
}
