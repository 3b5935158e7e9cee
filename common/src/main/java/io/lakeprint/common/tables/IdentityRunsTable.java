package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.STRING_MAP;

/**
 * Every identity run that was brought to its end: what it had read and where it left its tables.
 * Written last, so a run without a row here broke off, and the next one starts from the log alone.
 * Grain: run_sequence.
 */
public final class IdentityRunsTable {
  public static final ColumnSpec RUN_SEQUENCE =
      required("run_sequence", LONG, "Counts finished runs, from 1");
  public static final ColumnSpec RUN_ID = required("run_id", STRING, "Identity run").auditOnly();
  public static final ColumnSpec AS_OF = required("as_of", DATE, "As-of date of the run");
  public static final ColumnSpec RULES_HASH =
      required(
          "rules_hash", STRING, "SHA-256 of the rules: another one makes the next run a rebuild");
  public static final ColumnSpec EVENTS_VERSION =
      required("events_version", LONG, "Version of events.events up to which it had read");
  public static final ColumnSpec TABLE_VERSIONS =
      required("table_versions", STRING_MAP, "Versions of its own tables when it had written them");
  public static final ColumnSpec MODE =
      required("mode", STRING, "What it resolved").oneOf("full", "incremental");
  public static final ColumnSpec REASON =
      optional("reason", STRING, "Why the run was full; null = it was not");
  public static final ColumnSpec LOG_ROWS =
      required("log_rows", LONG, "Rows it added to identity_log");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.OPS,
              "identity.identity_runs",
              "One finished identity run",
              RUN_SEQUENCE,
              RUN_ID,
              AS_OF,
              RULES_HASH,
              EVENTS_VERSION,
              TABLE_VERSIONS,
              MODE,
              REASON,
              LOG_ROWS)
          .key(RUN_SEQUENCE);

  private IdentityRunsTable() {}
}
