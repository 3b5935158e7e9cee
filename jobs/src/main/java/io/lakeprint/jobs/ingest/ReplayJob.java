package io.lakeprint.jobs.ingest;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.common.tables.VaultTable;
import io.lakeprint.jobs.ingest.read.ProblemCodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Tries refused records again with the sources as they are configured now. What is accepted becomes
 * events and is marked; what is refused again stays, with its reason of now. A record that is an
 * event already counts as a duplicate and is marked too, so that nothing doubles however often a
 * replay is broken off and begun again.
 */
public final class ReplayJob implements Job<ReplayConfig> {

  private static final JobSpec<ReplayConfig> SPEC =
      JobSpec.onDemand(
          "replay",
          "ingest",
          "Try refused records again after a source was corrected",
          ReplayConfig.class,
          List.of(JobInput.previous(IdentityMapTable.SPEC)),
          List.of(EventsTable.SPEC, RejectedRecordsTable.SPEC, VaultTable.SPEC));

  @Override
  public JobSpec<ReplayConfig> spec() {
    return SPEC;
  }

  @Override
  public JobReport run(JobContext context, ReplayConfig config) {
    IngestConfig ingest = context.settings("ingest", IngestConfig.class);
    Sources sources = new Sources(context, ingest);
    Map<String, SourceConfig> configured = Sources.selected(ingest);
    configured.forEach(Sources::checkColumns);
    if (!config.source().isEmpty() && !configured.containsKey(config.source())) {
      throw IngestErrors.unknownSource(config.source(), configured.keySet());
    }
    context.spark().conf().set("spark.sql.mapKeyDedupPolicy", "LAST_WIN");
    Map<String, WriteResult> writes = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    JobReport.Records records = new JobReport.Records(0, 0, 0, 0);
    try (Lease lease = context.lake().lease(SourceFilesTable.SPEC)) {
      sources.requireVault(context.lake());
      Dataset<Row> refused = refused(context.lake(), config);
      for (Row waiting : waiting(refused)) {
        String name = waiting.getString(0);
        SourceConfig source = configured.get(name);
        if (source == null) {
          notes.add(
              name + ": " + waiting.getLong(1) + " refused records, but no such source any more");
          continue;
        }
        long whole = waiting.getLong(1) - waiting.getLong(2);
        if (whole > 0) {
          notes.add(
              name
                  + ": "
                  + whole
                  + " refusals hold no whole record (a file, or a record that was too long):"
                  + " correct what they name and deliver it as a new file");
        }
        if (waiting.getLong(2) > 0) {
          context.progress(name);
          Replay replay = new Replay(context, sources, name, source);
          records = records.plus(replay.run(refused.filter(replayable())));
          Writes.add(replay.writes(), writes);
        }
      }
    }
    JobReport report = JobReport.of(writes.values().toArray(new WriteResult[0])).records(records);
    for (String note : notes) {
      report = report.note(note);
    }
    return report;
  }

  /** At one version: the batch is read several times, and written to in between. */
  private static Dataset<Row> refused(Lake lake, ReplayConfig config) {
    Column chosen = RejectedRecordsTable.REPLAYED_AT.col().isNull();
    chosen = chosen.and(is(RejectedRecordsTable.SOURCE.col(), config.source()));
    chosen = chosen.and(is(RejectedRecordsTable.REASON_CODE.col(), config.reason()));
    chosen = chosen.and(is(RejectedRecordsTable.BATCH_ID.col(), config.batch()));
    return lake.readAt(RejectedRecordsTable.SPEC, lake.version(RejectedRecordsTable.SPEC))
        .filter(chosen);
  }

  private static Column is(Column column, String value) {
    return value.isEmpty() ? functions.lit(true) : column.equalTo(value);
  }

  /** Whether the bytes are those of one whole record. */
  private static Column replayable() {
    return RejectedRecordsTable.RAW
        .col()
        .isNotNull()
        .and(RejectedRecordsTable.REASON_CODE.col().notEqual(ProblemCodes.TRUNCATED_FILE));
  }

  /** Source, refused records, and those of them that can be tried again. */
  private static List<Row> waiting(Dataset<Row> refused) {
    return refused
        .groupBy(RejectedRecordsTable.SOURCE.col())
        .agg(
            functions.count(functions.lit(1)),
            functions.sum(functions.when(replayable(), 1L).otherwise(0L)))
        .orderBy(RejectedRecordsTable.SOURCE.col())
        .collectAsList();
  }
}
