package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.lake.Difference;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobContextView;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdEvidenceTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdNodesTable;
import io.lakeprint.common.tables.IdOverridesTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.IdentityRunsTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.identity.IdentityConfig;
import io.lakeprint.jobs.identity.IdentityJob;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Runs identity over all events, without its state and beside the real tables, and compares: the
 * incremental state must be what a full rebuild gives, names included, because both know the log.
 * Writes nothing; exits 4 when a row differs.
 */
final class ReconcileTool extends Tool {
  private static final List<TableSpec> COMPARED =
      List.of(
          IdEvidenceTable.SPEC,
          IdNodesTable.SPEC,
          IdLinksTable.SPEC,
          IdentityMapTable.SPEC,
          PersonsTable.SPEC,
          OneIdAliasesTable.SPEC);

  private final Consumer<String> out;

  ReconcileTool(Consumer<String> out) {
    super("reconcile", "Compare the state of identity with a full rebuild");
    this.out = out;
  }

  @Override
  public JobReport run(JobContext context, IdentityConfig config) {
    Row last = lastRun(context.lake());
    LocalDate asOf = last.getDate(0).toLocalDate();
    Map<String, Long> given = new HashMap<>();
    last.<String, String>getJavaMap(2)
        .forEach((table, version) -> given.put(table, Long.valueOf(version)));
    given.keySet().retainAll(Set.of(IdOverridesTable.SPEC.name(), IdentityLogTable.SPEC.name()));
    given.put(EventsTable.SPEC.name(), last.getLong(1));
    RebuildLake rebuilt = new RebuildLake(context.lake(), given);
    new IdentityJob().run(new Beside(context, rebuilt, asOf), config);
    List<Difference> differences = new ArrayList<>();
    for (TableSpec table : COMPARED) {
      Difference difference =
          Difference.between(table, context.lake().read(table), rebuilt.read(table));
      differences.add(difference);
      out.accept(difference.toString());
    }
    long differing = differences.stream().mapToLong(Difference::rows).sum();
    long log =
        rebuilt.read(IdentityLogTable.SPEC).count()
            - context.lake().read(IdentityLogTable.SPEC).count();
    out.accept(
        String.format(
            Locale.ROOT, "%s: %,d changes would be logged", IdentityLogTable.SPEC.name(), log));
    if (differing + log > 0) {
      throw ToolErrors.differs(differing + log);
    }
    out.accept("Equal, as of " + asOf + ".");
    return JobReport.of();
  }

  /** (as_of, events_version, table_versions) of the last run that was finished. */
  private static Row lastRun(Lake lake) {
    return lake
        .read(IdentityRunsTable.SPEC)
        .orderBy(IdentityRunsTable.RUN_SEQUENCE.col().desc())
        .select(
            IdentityRunsTable.AS_OF.col(),
            IdentityRunsTable.EVENTS_VERSION.col(),
            IdentityRunsTable.TABLE_VERSIONS.col())
        .limit(1)
        .collectAsList()
        .stream()
        .findFirst()
        .orElseThrow(ToolErrors::neverRan);
  }

  /** The same run, on another lake and day. */
  private record Beside(JobContext context, Lake lake, LocalDate asOf) implements JobContextView {

    @Override
    public boolean dryRun() {
      return false;
    }

    @Override
    public Dataset<Row> input(TableSpec table) {
      return lake.read(table);
    }
  }
}
