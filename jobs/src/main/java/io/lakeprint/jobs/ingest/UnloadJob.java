package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.common.tables.SourceFilesTable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Takes one batch of ingest out of the lake again: the events that carry its id, and its refusals.
 *
 * <p>One commit per table, events first, so that what a kill leaves undone the same command
 * finishes. Everything that follows from events learns of it through their change feed. The ledgers
 * of the sources stay as they are: a later ingest does not bring the batch back, {@code ingest
 * --reload} does.
 *
 * <p>Events of the batch that a later one replaced carry the later one's id and stay; so do events
 * that a replay made of its refusals. Records of other batches that were duplicates of its events
 * are not there, and do not come back by themselves.
 */
public final class UnloadJob implements Job<UnloadConfig> {

  private static final JobSpec<UnloadConfig> SPEC =
      JobSpec.onDemand(
          "unload",
          "ingest",
          "Take one batch of events and refusals out of the lake",
          UnloadConfig.class,
          List.of(),
          List.of(EventsTable.SPEC, RejectedRecordsTable.SPEC));

  @Override
  public JobSpec<UnloadConfig> spec() {
    return SPEC;
  }

  @Override
  public void checkCall(CheckContext context, UnloadConfig config) {
    context.attempt("unload.batch", () -> requireBatch(config));
  }

  /**
   * Takes the batch out; one of which nothing is left is left so.
   *
   * @throws io.lakeprint.common.error.UsageException when no batch is named
   * @throws io.lakeprint.common.error.InputContractException when the lake never had it
   */
  @Override
  public JobReport run(JobContext context, UnloadConfig config) {
    requireBatch(config);
    String batch = config.batch();
    KnownBatches known = new KnownBatches(context.lake(), config.source());
    try (Lease lease = context.lake().lease(SourceFilesTable.SPEC)) {
      Left left = Left.of(context.lake(), known, batch);
      if (left.isNothing()) {
        requireKnown(known, config);
        return JobReport.of().note(batch + ": nothing of it is in the lake");
      }
      JobReport report = JobReport.of();
      if (left.events() > 0) {
        Column events = known.wrote(EventsTable.BATCH_ID, batch);
        report = report.and(context.lake().delete(EventsTable.SPEC, events));
      }
      if (left.refusals() > 0) {
        Column refusals = known.wrote(RejectedRecordsTable.BATCH_ID, batch);
        report = report.and(context.lake().delete(RejectedRecordsTable.SPEC, refusals));
      }
      return told(report, left, batch, context.dryRun());
    }
  }

  private static JobReport told(JobReport report, Left left, String batch, boolean dryRun) {
    JobReport told =
        report.note(
            String.format(
                Locale.ROOT,
                "%s: %,d events and %,d refusals %s; no later ingest brings them back",
                batch,
                left.events(),
                left.refusals(),
                dryRun ? "would be taken out (dry run)" : "are taken out"));
    return left.replayed() == 0
        ? told
        : told.note(
            String.format(
                Locale.ROOT,
                "%s: %,d of its refusals were replayed; their events stand in batches of replay and"
                    + " stay",
                batch,
                left.replayed()));
  }

  private static void requireBatch(UnloadConfig config) {
    if (config.batch().isBlank()) {
      throw IngestErrors.noBatch();
    }
  }

  /** A batch without rows may have been taken out before, or have held nothing but duplicates. */
  private static void requireKnown(KnownBatches known, UnloadConfig config) {
    if (known.wasDelivered(config.batch())) {
      return;
    }
    List<String> names = known.names();
    if (!names.contains(config.batch())) {
      throw IngestErrors.unknownBatch(config, names);
    }
  }

  /**
   * What of a batch is in the lake.
   *
   * @param events rows of events
   * @param refusals rows of refused records
   * @param replayed those of them that became events later
   */
  private record Left(long events, long refusals, long replayed) {

    static Left of(Lake lake, KnownBatches known, String batch) {
      Row refused =
          lake.read(RejectedRecordsTable.SPEC)
              .where(known.wrote(RejectedRecordsTable.BATCH_ID, batch))
              .agg(count(lit(1)), count(RejectedRecordsTable.REPLAYED_AT.col()))
              .head();
      return new Left(
          lake.read(EventsTable.SPEC).where(known.wrote(EventsTable.BATCH_ID, batch)).count(),
          refused.getLong(0),
          refused.getLong(1));
    }

    boolean isNothing() {
      return events == 0 && refusals == 0;
    }
  }
}
