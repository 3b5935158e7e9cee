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
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.common.tables.SourceFilesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads what is new in every source into the event lake. */
public final class IngestJob implements Job<IngestConfig> {

  private static final JobSpec<IngestConfig> SPEC =
      JobSpec.planned(
          "ingest",
          "ingest",
          "Read what is new in every source into the event lake",
          IngestConfig.class,
          List.of(JobInput.previous(IdentityMapTable.SPEC)),
          List.of(EventsTable.SPEC, RejectedRecordsTable.SPEC, SourceFilesTable.SPEC));

  @Override
  public JobSpec<IngestConfig> spec() {
    return SPEC;
  }

  @Override
  public void check(CheckContext context, IngestConfig config) {
    context.settings(IdentifiersConfig.PATH, IdentifiersConfig.class);
    context.attempt("ingest.only", () -> Sources.selected(config));
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
    selected.forEach(Sources::checkColumns);
    Map<String, SourceListing> listings = listings(context, selected);
    context.spark().conf().set("spark.sql.mapKeyDedupPolicy", "LAST_WIN");
    List<WriteResult> writes = new ArrayList<>();
    JobReport.Records records = new JobReport.Records(0, 0, 0, 0);
    List<String> notes = new ArrayList<>();
    try (Lease lease = context.lake().lease(SourceFilesTable.SPEC)) {
      for (Map.Entry<String, SourceConfig> source : selected.entrySet()) {
        SourceRun run = new SourceRun(context, config, sources, source.getKey(), source.getValue());
        run.read(Objects.requireNonNull(listings.get(source.getKey())));
        records = records.plus(run.records());
        writes.addAll(run.writes());
        notes.addAll(run.notes());
      }
    }
    JobReport report = JobReport.of(Writes.summed(writes)).records(records);
    for (String note : notes) {
      report = report.note(note);
    }
    double ratio = records.read() == 0 ? 0 : (double) records.rejected() / records.read();
    if (ratio > config.maxRejectedRatio()) {
      throw IngestErrors.tooManyRejected(records, config.maxRejectedRatio());
    }
    return report;
  }

  /** What stands at the sources, looked at before any is read: one that is missing stops all. */
  private static Map<String, SourceListing> listings(
      JobContext context, Map<String, SourceConfig> selected) {
    Map<String, SourceListing> listings = new TreeMap<>();
    Map<String, String> missing = new TreeMap<>();
    selected.forEach(
        (name, source) -> {
          SourceListing listing =
              SourceListing.of(source.path(), context.spark().sparkContext().hadoopConfiguration());
          listings.put(name, listing);
          if (!listing.there()) {
            missing.put(name, source.path());
          }
        });
    if (!missing.isEmpty()) {
      throw IngestErrors.pathsMissing(missing);
    }
    return listings;
  }
}
