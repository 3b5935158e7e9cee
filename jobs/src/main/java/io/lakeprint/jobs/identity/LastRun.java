package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.IdOverridesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityRunsTable;
import io.lakeprint.common.tables.TableSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where identity stands.
 *
 * @param sequence number of the last finished run, 0 for none
 * @param logNumber number of the last run in the log, finished or not, 0 for none
 * @param asOf latest as-of of either; the first day there is where there is none
 * @param rulesHash rules of the last finished run
 * @param eventsVersion version of the events up to which it had read
 * @param versions versions of its tables when it had written them
 */
record LastRun(
    long sequence,
    long logNumber,
    LocalDate asOf,
    String rulesHash,
    long eventsVersion,
    Map<String, Long> versions) {

  static LastRun of(Lake lake, IdentityJournal journal) {
    Row log =
        journal
            .log()
            .agg(
                coalesce(max(IdentityLogTable.RUN_NUMBER.col()), lit(0L)),
                coalesce(max(IdentityLogTable.AS_OF.col()), lit(LocalDate.EPOCH)).cast("string"))
            .first();
    LocalDate logged = LocalDate.parse(log.getString(1));
    Row run = latest(lake);
    if (run == null) {
      return new LastRun(0, log.getLong(0), logged, "", -1, Map.of());
    }
    LocalDate finished = LocalDate.parse(run.getString(1));
    Map<String, Long> versions = new TreeMap<>();
    run.<String, String>getJavaMap(4).forEach((name, at) -> versions.put(name, Long.valueOf(at)));
    return new LastRun(
        run.getLong(0),
        log.getLong(0),
        finished.isAfter(logged) ? finished : logged,
        run.getString(2),
        run.getLong(3),
        versions);
  }

  private static @Nullable Row latest(Lake lake) {
    if (!lake.exists(IdentityRunsTable.SPEC)) {
      return null;
    }
    Column run =
        struct(
            IdentityRunsTable.RUN_SEQUENCE.col(),
            IdentityRunsTable.AS_OF.col().cast("string"),
            IdentityRunsTable.RULES_HASH.col(),
            IdentityRunsTable.EVENTS_VERSION.col(),
            IdentityRunsTable.TABLE_VERSIONS.col());
    Row row =
        lake.read(IdentityRunsTable.SPEC)
            .agg(max_by(run, IdentityRunsTable.RUN_SEQUENCE.col()))
            .first();
    return row.isNullAt(0) ? null : row.getStruct(0);
  }

  /** Why everything has to be looked at; null = what changed since is enough. */
  @Nullable String whyFull(Lake lake, String rules, long events) {
    if (sequence == 0) {
      return "no run was finished before";
    }
    if (!rules.equals(rulesHash)) {
      return "the rules changed";
    }
    if (events < eventsVersion) {
      return "the events are not those of the last run";
    }
    for (TableSpec table : own()) {
      if (lake.version(table) != version(table)) {
        return table.name() + " is not as the last finished run left it";
      }
    }
    return null;
  }

  /** The version that the last finished run left, -1 for none. */
  long version(TableSpec table) {
    return versions.getOrDefault(table.name(), -1L);
  }

  /** Versions of identity's tables as they are, for the next run. */
  static Map<String, String> versionsOf(Lake lake, long overrides) {
    Map<String, String> versions = new TreeMap<>();
    own().forEach(table -> versions.put(table.name(), Long.toString(lake.version(table))));
    versions.put(IdOverridesTable.SPEC.name(), Long.toString(overrides));
    return versions;
  }

  private static List<TableSpec> own() {
    List<TableSpec> tables = new ArrayList<>(IdentityTables.SPECS);
    tables.add(IdentityLogTable.SPEC);
    return tables;
  }
}
