package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.DOUBLE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * The ledger: what ran, on what, how it ended. A row left RUNNING by a process that is gone becomes
 * KILLED when the next run starts. Grain: (run_id, job).
 */
public final class RunsTable {
  public static final ColumnSpec RUN_ID =
      required("run_id", STRING, "Run: one call of the launcher");
  public static final ColumnSpec JOB = required("job", STRING, "Job");
  public static final ColumnSpec EXTERNAL_RUN_ID =
      optional("external_run_id", STRING, "The scheduler's id, from --run-id; null = none given");
  public static final ColumnSpec ATTEMPT =
      required("attempt", INT, "1, or one more than the last attempt under the same external id");
  public static final ColumnSpec APPLICATION_ID =
      required("application_id", STRING, "Spark application");
  public static final ColumnSpec VERSION =
      required(
          "version",
          STRING,
          "Version of Lakeprint, + hash of its jar and of the extensions beside it");
  public static final ColumnSpec AS_OF =
      required("as_of", DATE, "Day at whose end the state is taken");
  public static final ColumnSpec STATUS =
      required("status", STRING, "How it stands").oneOf("RUNNING", "DONE", "FAILED", "KILLED");
  public static final ColumnSpec EXIT_CODE = optional("exit_code", INT, "0 to 5; null = running");
  public static final ColumnSpec ERROR_CODE =
      optional("error_code", STRING, "Stable code of the failure; null = none");
  public static final ColumnSpec MESSAGE =
      optional("message", STRING, "Note or error in one line; null = none");
  public static final ColumnSpec STARTED_AT = required("started_at", TIMESTAMP, "UTC");
  public static final ColumnSpec ENDED_AT =
      optional("ended_at", TIMESTAMP, "UTC; null = running or killed");
  public static final ColumnSpec DURATION_SECONDS =
      optional("duration_seconds", DOUBLE, "Null = running or killed");
  public static final ColumnSpec RECORDS_READ =
      optional("records_read", LONG, "Records read by ingest; null = not an ingest");
  public static final ColumnSpec RECORDS_ACCEPTED =
      optional("records_accepted", LONG, "Of them accepted");
  public static final ColumnSpec RECORDS_DUPLICATE =
      optional("records_duplicate", LONG, "Of them duplicate");
  public static final ColumnSpec RECORDS_REJECTED =
      optional("records_rejected", LONG, "Of them rejected");
  public static final ColumnSpec ROWS_WRITTEN =
      optional("rows_written", LONG, "Rows inserted, updated or deleted; null = running or killed");
  public static final ColumnSpec INPUT_VERSIONS =
      optional("input_versions", STRING, "JSON object: Delta version of each input at the start");
  public static final ColumnSpec OUTPUT_VERSIONS =
      optional(
          "output_versions",
          STRING,
          "JSON object: Delta version of each output of this job alone at its end; null = did not end well");
  public static final ColumnSpec CONFIG_HASH =
      required("config_hash", STRING, "SHA-256 of the resolved configuration without secrets");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.OPS,
              "ops.runs",
              "One job of one run",
              RUN_ID,
              JOB,
              EXTERNAL_RUN_ID,
              ATTEMPT,
              APPLICATION_ID,
              VERSION,
              AS_OF,
              STATUS,
              EXIT_CODE,
              ERROR_CODE,
              MESSAGE,
              STARTED_AT,
              ENDED_AT,
              DURATION_SECONDS,
              RECORDS_READ,
              RECORDS_ACCEPTED,
              RECORDS_DUPLICATE,
              RECORDS_REJECTED,
              ROWS_WRITTEN,
              INPUT_VERSIONS,
              OUTPUT_VERSIONS,
              CONFIG_HASH)
          .key(RUN_ID, JOB)
          .partitionedBy(RUN_ID)
          .statisticsOn(JOB, STARTED_AT)
          .asExchange();

  private RunsTable() {}
}
