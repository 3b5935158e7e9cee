package io.lakeprint.jobs.upkeep;

import static org.apache.spark.sql.functions.max_by;

import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Upkeep;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityRunsTable;
import io.lakeprint.common.tables.TableCatalog;
import io.lakeprint.common.tables.TableSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.spark.sql.Row;

/**
 * Joins small files of the lake's tables, orders rows by their clustering columns, and deletes
 * files that have held no row for a week.
 *
 * <p>No row changes, nothing that follows from a table sees it, and what a job has still to consume
 * of a change feed stays, however long ago it was. A second time does nothing.
 */
public final class OptimizeJob implements Job<OptimizeConfig> {

  /** Delta's own: {@code delta.deletedFileRetentionDuration}. */
  private static final Duration RETENTION = Duration.ofDays(7);

  private static final JobSpec<OptimizeConfig> SPEC =
      JobSpec.onDemand(
          "optimize",
          "operate",
          "Join small files, cluster tables, and delete files that are no longer needed",
          OptimizeConfig.class,
          List.of(),
          List.of());

  @Override
  public JobSpec<OptimizeConfig> spec() {
    return SPEC;
  }

  @Override
  public void check(CheckContext context, OptimizeConfig config) {
    context.attempt("optimize.tables", () -> tables(config));
  }

  /**
   * Puts the files of the tables in order, one table after the other; those that are not there yet
   * are passed over.
   *
   * @throws UsageException when there is no table of a name
   */
  @Override
  public JobReport run(JobContext context, OptimizeConfig config) {
    Lake lake = context.lake();
    OptionalLong readByIdentity = readByIdentity(lake);
    JobReport report = JobReport.of();
    for (TableSpec table : tables(config)) {
      if (!lake.exists(table)) {
        continue;
      }
      context.progress(table.name());
      OptionalLong needed =
          table.name().equals(EventsTable.SPEC.name()) ? readByIdentity : OptionalLong.empty();
      Upkeep upkeep = lake.optimize(table, RETENTION, needed);
      if (!upkeep.isNone()) {
        report = report.and(upkeep.write()).note(told(upkeep));
      }
    }
    return report.writes().isEmpty() && !context.dryRun()
        ? report.note("every table is in order")
        : report;
  }

  private static String told(Upkeep upkeep) {
    String files =
        String.format(
            Locale.ROOT,
            "%s: %,d files before, %,d after",
            upkeep.table().name(),
            upkeep.filesBefore(),
            upkeep.filesAfter());
    return upkeep
        .heldSince()
        .map(
            since ->
                files + "; older ones stay, their changes since " + since + " are still to be read")
        .orElse(
            String.format(
                Locale.ROOT,
                "%s; %,d deleted that held no row for a week",
                files,
                upkeep.deleted()));
  }

  /** Identity keeps what it has consumed in a table of its own. */
  private static OptionalLong readByIdentity(Lake lake) {
    Row last =
        lake.read(IdentityRunsTable.SPEC)
            .agg(
                max_by(
                    IdentityRunsTable.EVENTS_VERSION.col(), IdentityRunsTable.RUN_SEQUENCE.col()))
            .head();
    return last.isNullAt(0) ? OptionalLong.empty() : OptionalLong.of(last.getLong(0));
  }

  private static List<TableSpec> tables(OptimizeConfig config) {
    for (String name : config.tables()) {
      if (!TableCatalog.byName().containsKey(name)) {
        throw new UsageException(
            "UNKNOWN_TABLE",
            "There is no table '"
                + name
                + "'."
                + Suggestions.didYouMean(name, TableCatalog.byName().keySet()),
            "optimize takes tables of the lake, as area.table.",
            "Correct optimize.tables; lakeprint tables lists them.");
      }
    }
    return TableCatalog.all().stream()
        .filter(table -> config.tables().isEmpty() || config.tables().contains(table.name()))
        .toList();
  }
}
