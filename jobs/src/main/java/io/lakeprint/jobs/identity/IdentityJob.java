package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Scratch;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
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
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out who is who, and writes it: the log first, because everything else follows from it and
 * the events; the row that says that the run is finished last. A run that finds its tables as the
 * last finished one left them looks only at what changed since; any other looks at everything.
 */
public final class IdentityJob implements Job<IdentityConfig> {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityJob.class);

  @Override
  public JobSpec<IdentityConfig> spec() {
    return JobSpec.planned(
            "identity",
            "identity",
            "One person, one id: who is who on every channel, since when, and why",
            IdentityConfig.class,
            List.of(
                JobInput.of(EventsTable.SPEC),
                JobInput.previous(IdentityLogTable.SPEC),
                JobInput.previous(IdOverridesTable.SPEC)),
            List.of(
                IdentityLogTable.SPEC,
                IdLinksTable.SPEC,
                IdentityMapTable.SPEC,
                PersonsTable.SPEC,
                OneIdAliasesTable.SPEC,
                IdNodesTable.SPEC,
                IdEvidenceTable.SPEC,
                IdentityRunsTable.SPEC))
        .updating(EventsTable.SPEC);
  }

  @Override
  public void check(CheckContext context, IdentityConfig config) {
    context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
  }

  @Override
  public JobReport run(JobContext context, IdentityConfig config) {
    IdentityJournal journal = new IdentityJournal(context.input(IdentityLogTable.SPEC));
    LastRun last = LastRun.of(context.lake(), journal);
    if (last.asOf().isAfter(context.asOf())) {
      return JobReport.of()
          .note(
              "identity: as-of "
                  + context.asOf()
                  + " is older than the state of "
                  + last.asOf()
                  + ", which only moves forward: left alone");
    }
    TypeRules types =
        new TypeRules(context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class));
    return new Run(context, config, types, journal, last).run();
  }

  /** One call of the job. */
  private static final class Run {
    private final JobContext context;
    private final Lake lake;
    private final IdentityConfig config;
    private final TypeRules types;
    private final IdentityJournal journal;
    private final LastRun last;
    private final EventChanges events;
    private final long overridesVersion;
    private final Scratch scratch;
    private final Kept keep = new Kept();

    Run(
        JobContext context,
        IdentityConfig config,
        TypeRules types,
        IdentityJournal journal,
        LastRun last) {
      this.context = context;
      this.lake = context.lake();
      this.config = config;
      this.types = types;
      this.journal = journal;
      this.last = last;
      this.events = EventChanges.of(lake, context.asOf());
      this.overridesVersion = lake.version(IdOverridesTable.SPEC);
      this.scratch = Scratch.in(lake, "identity");
    }

    JobReport run() {
      String rules = RulesHash.of(config, types, context.zone());
      String why = last.whyFull(lake, rules, events.version());
      boolean idle =
          why == null
              && events.version() == last.eventsVersion()
              && overridesVersion == last.version(IdOverridesTable.SPEC)
              && last.asOf().equals(context.asOf());
      if (idle) {
        return JobReport.of().note("identity: nothing is new since the last run");
      }
      List<LocalDate> days = why == null ? daysSince() : null;
      if (days != null) {
        context.progress("identity: what changed on " + days.size() + " days");
        return finish(incremental(days), days, rules, null);
      }
      why = why == null ? "the change feed of the events does not reach back to it" : why;
      context.progress("identity: everything, because " + why);
      return finish(Optional.of(full()), List.of(), rules, why);
    }

    /** Null where the change feed cannot tell. */
    private @Nullable List<LocalDate> daysSince() {
      try {
        return events.daysSince(last);
      } catch (Exception e) {
        LOG.warn("The change feed of the events cannot be read from {}", last.eventsVersion(), e);
        return null;
      }
    }

    private IdentityUpdate full() {
      return run(IdentityTables.of(lake::read)).full(events.all());
    }

    private Optional<IdentityUpdate> incremental(List<LocalDate> days) {
      IdentityTables before = IdentityTables.of(table -> lake.readAt(table, last.version(table)));
      return run(before)
          .incremental(events.of(days), days, overridesVersion < 0 ? null : named(), last.asOf());
    }

    private IdentityRun run(IdentityTables before) {
      return new IdentityRun(
          new IdentityRun.Rules(
              config,
              types,
              new BusinessDays(context.zone()),
              context.asOf(),
              last.logNumber() + 1,
              context.runId()),
          before,
          journal,
          overridesVersion < 0
              ? null
              : overrides(overridesVersion)
                  .where(IdOverridesTable.EFFECTIVE_ON.col().leq(lit(context.asOf()))),
          keep,
          scratch::settle);
    }

    /** What operators said and did not take back. */
    private Dataset<Row> overrides(long version) {
      return lake.readAt(IdOverridesTable.SPEC, version)
          .where(IdOverridesTable.WITHDRAWN_AT.col().isNull());
    }

    /** Nodes of operators' words that are new, withdrawn or due. */
    private Dataset<Row> named() {
      String[] key = {IdOverridesTable.OVERRIDE_ID.name()};
      Dataset<Row> now =
          overrides(overridesVersion)
              .where(IdOverridesTable.EFFECTIVE_ON.col().leq(lit(context.asOf())));
      Dataset<Row> then =
          overrides(last.version(IdOverridesTable.SPEC))
              .where(IdOverridesTable.EFFECTIVE_ON.col().leq(lit(last.asOf())));
      Dataset<Row> changed =
          now.join(then, key, "left_anti").unionByName(then.join(now, key, "left_anti"));
      Dataset<Row> nodes =
          changed
              .select(IdOverridesTable.NODE_A.col().as(GraphColumns.NODE.name()))
              .union(changed.select(IdOverridesTable.NODE_B.col()))
              .where(GraphColumns.NODE.col().isNotNull());
      // What no event ever named is no identifier yet.
      return nodes.join(
          lake.readAt(IdNodesTable.SPEC, last.version(IdNodesTable.SPEC))
              .select(IdNodesTable.NODE_ID.col().as(GraphColumns.NODE.name())),
          new String[] {GraphColumns.NODE.name()},
          "left_semi");
    }

    private JobReport finish(
        Optional<IdentityUpdate> update, List<LocalDate> days, String rules, @Nullable String why) {
      IdentityWriter writer = new IdentityWriter(context, events, last);
      update.ifPresent(found -> writer.write(found, days, why != null));
      JobReport report = JobReport.of(writer.writes().toArray(new WriteResult[0]));
      if (context.dryRun()) {
        return report;
      }
      WriteResult done =
          lake.append(
              IdentityRunsTable.SPEC,
              FinishedRun.row(context, last, rules, writer, overridesVersion, why),
              new Transaction("identity-runs", last.sequence() + 1));
      scratch.close();
      keep.close();
      report = JobReport.of(writer.with(done));
      return why == null ? report : report.note("identity: looked at everything, because " + why);
    }
  }
}
