package io.lakeprint.jobs.ingest;

import io.lakeprint.common.ids.IdentifiersConfig;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.run.RunSettings;
import io.lakeprint.common.run.SideBySide;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.common.tables.VaultTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads what is new in every source into the event lake. */
public final class IngestJob implements Job<IngestConfig> {

  /** Records before which a share of refused ones says little. */
  private static final long ENOUGH_TO_JUDGE = 1000;

  private static final JobSpec<IngestConfig> SPEC =
      JobSpec.planned(
          "ingest",
          "ingest",
          "Read what is new in every source into the event lake",
          IngestConfig.class,
          List.of(JobInput.previous(IdentityMapTable.SPEC)),
          List.of(
              EventsTable.SPEC, RejectedRecordsTable.SPEC, VaultTable.SPEC, SourceFilesTable.SPEC));

  @Override
  public JobSpec<IngestConfig> spec() {
    return SPEC;
  }

  @Override
  public void check(CheckContext context, IngestConfig config) {
    context
        .settings(IdentifiersConfig.PATH, IdentifiersConfig.class)
        .ifPresent(all -> context.define("identifier types", all.types().keySet()));
    context.define("sources", config.sources().keySet());
    context.attempt("ingest.only", () -> Sources.selected(config));
    context.attempt("ingest.reload", () -> Sources.requireReloadable(config));
    config
        .sources()
        .forEach(
            (name, source) ->
                context.attempt(
                    "sources." + name + ".select", () -> Sources.checkColumns(name, source)));
  }

  @Override
  public JobReport run(JobContext context, IngestConfig config) {
    Sources sources = new Sources(context, config);
    Map<String, SourceConfig> selected = Sources.selected(config);
    Sources.requireReloadable(config);
    selected.forEach(Sources::checkColumns);
    context.spark().conf().set("spark.sql.mapKeyDedupPolicy", "LAST_WIN");
    Totals totals = new Totals();
    try (StopSignal stop = config.follow() ? StopSignal.ofProcess() : new StopSignal()) {
      do {
        round(context, config, sources, selected, stop, totals);
      } while (config.follow() && !stop.within(config.interval()));
    }
    if (config.preview() == 0) {
      LocalDate today = new BusinessDays(context.zone()).dayOf(context.now());
      Quarantine.deleteExpired(context.lake(), today).ifPresent(totals::expired);
    }
    return totals.report();
  }

  /** All that is new in every source; others may write between two rounds. */
  private static void round(
      JobContext context,
      IngestConfig config,
      Sources sources,
      Map<String, SourceConfig> selected,
      StopSignal stop,
      Totals totals) {
    try (Lease lease = context.lake().lease(SourceFilesTable.SPEC)) {
      sources.requireVault(context.lake());
      List<SourceRun> runs = new ArrayList<>();
      selected.forEach(
          (name, source) -> runs.add(new SourceRun(context, config, sources, name, source, stop)));
      requireThere(runs);
      List<Runnable> reads = runs.stream().map(run -> read(run, config)).toList();
      SideBySide.run(atOnce(context, config), reads);
      runs.forEach(totals::add);
    }
    totals.requireFewRejected(config);
  }

  private static Runnable read(SourceRun run, IngestConfig config) {
    return () -> config.reloaded().ifPresentOrElse(run::reload, run::read);
  }

  /** What the sources of a run did together. */
  private static final class Totals {
    private final Map<String, WriteResult> writes = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private JobReport.Records records = new JobReport.Records(0, 0, 0, 0);

    void add(SourceRun run) {
      records = records.plus(run.records());
      Writes.add(run.writes(), writes);
      notes.addAll(run.notes());
    }

    void expired(Quarantine.Expired deleted) {
      Writes.add(List.of(deleted.write()), writes);
      notes.add(
          deleted.records()
              + " refused records were older than ingest.rejected-retention-days and are deleted");
    }

    /** A run that follows judges by what it has read so far, once that is enough to judge by. */
    void requireFewRejected(IngestConfig config) {
      if (config.follow() && records.read() < ENOUGH_TO_JUDGE) {
        return;
      }
      double ratio = records.read() == 0 ? 0 : (double) records.rejected() / records.read();
      if (ratio > config.maxRejectedRatio()) {
        throw IngestErrors.tooManyRejected(records, config.maxRejectedRatio());
      }
    }

    JobReport report() {
      JobReport report = JobReport.of(writes.values().toArray(new WriteResult[0])).records(records);
      for (String note : notes) {
        report = report.note(note);
      }
      return report;
    }
  }

  /** One that is missing stops all, before any is read. */
  private static void requireThere(List<SourceRun> runs) {
    Map<String, String> missing = new TreeMap<>();
    runs.forEach(run -> run.missing().ifPresent(path -> missing.put(run.name(), path)));
    if (!missing.isEmpty()) {
      throw IngestErrors.pathsMissing(missing);
    }
  }

  /** What is shown comes in order. */
  private static int atOnce(JobContext context, IngestConfig config) {
    return config.preview() > 0 ? 1 : context.settings("run", RunSettings.class).parallel();
  }
}
