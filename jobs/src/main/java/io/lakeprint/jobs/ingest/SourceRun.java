package io.lakeprint.jobs.ingest;

import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.jobs.ingest.read.SourceFile;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.Trigger;

/** Reads one source: every delivery since the last run, in order, each exactly once. */
final class SourceRun {

  private static final Set<String> KEY_COLUMNS =
      Set.of(EventsTable.EVENT_ID.name(), EventsTable.EVENT_TIME.name());

  private final JobContext context;
  private final IngestConfig ingest;
  private final Sources sources;
  private final String name;
  private final SourceConfig config;
  private final List<WriteResult> writes = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private JobReport.Records records = new JobReport.Records(0, 0, 0, 0);

  SourceRun(
      JobContext context, IngestConfig ingest, Sources sources, String name, SourceConfig config) {
    this.context = context;
    this.ingest = ingest;
    this.sources = sources;
    this.name = name;
    this.config = config;
  }

  JobReport.Records records() {
    return records;
  }

  List<WriteResult> writes() {
    return writes;
  }

  List<String> notes() {
    return notes;
  }

  /** Reads what is new; {@code listing} is what stands at its path. */
  void read(SourceListing listing) {
    context.progress(name);
    if (listing.files().isEmpty() && !ingest.follow()) {
      notes.add(name + ": no file at " + config.path() + " yet");
      return;
    }
    if (ingest.preview() > 0) {
      preview(listing.sourceFiles());
      return;
    }
    tellChanged(listing);
    Trigger trigger =
        ingest.follow()
            ? Trigger.ProcessingTime(ingest.interval().toMillis())
            : Trigger.AvailableNow();
    new FileLedger(
            context.spark(),
            config.path(),
            context.lake().root() + "/_lakeprint/checkpoints/" + name,
            ingest.maxBytesPerBatch().bytes())
        .deliver(trigger, this::take);
  }

  private void preview(List<SourceFile> files) {
    SourceMapping mapping = sources.mapping(name, config, context.now());
    Batch.Content content = content(files, mapping);
    requireComputable(content, mapping);
    new Preview(ingest.preview()).show(name, mapping.apply(content.records(true)), context::print);
  }

  private void take(FileLedger.Delivery delivery) {
    if (delivery.files().isEmpty()) {
      return;
    }
    context.progress(name + ": " + delivery.files().size() + " files");
    String application = "ingest-" + name + "-" + delivery.ledger();
    String id = name + "-" + delivery.ledger().substring(0, 8) + "-" + delivery.number();
    Instant now = context.now();
    SourceMapping mapping = sources.mapping(name, config, now);
    BatchWriter writer =
        new BatchWriter(
            context.lake(),
            mapping,
            sources.rejected(name, now),
            context.input(IdentityMapTable.SPEC));
    Batch.Content content =
        content(delivery.files().stream().map(FileLedger.Arrival::file).toList(), mapping);
    requireComputable(content, mapping);
    records = records.plus(writer.write(new Batch(id, application, delivery.number(), content)));
    writes.addAll(writer.writes());
    writes.add(
        context
            .lake()
            .append(
                SourceFilesTable.SPEC,
                files(delivery, id),
                new Transaction(application, delivery.number())));
  }

  private Batch.Content content(List<SourceFile> files, SourceMapping mapping) {
    FileRecords reader = new FileRecords(context.spark(), config);
    return new Batch.Content() {
      @Override
      public Dataset<Row> records(boolean withRaw) {
        return reader.all(files, withRaw || mapping.hasContentId());
      }

      @Override
      public Dataset<Row> keys() {
        return reader.only(files, KEY_COLUMNS, mapping.hasContentId());
      }
    };
  }

  private Dataset<Row> files(FileLedger.Delivery delivery, String batchId) {
    List<Row> rows =
        delivery.files().stream()
            .map(
                arrival ->
                    RowFactory.create(
                        name,
                        arrival.file().path(),
                        arrival.file().length(),
                        Timestamp.from(arrival.modifiedAt()),
                        batchId))
            .toList();
    return context.spark().createDataFrame(rows, SourceFilesTable.SPEC.schema());
  }

  /** Files that changed after they were read are told: their new content is not taken in. */
  private void tellChanged(SourceListing listing) {
    List<String> changed =
        listing.changedSince(
            context
                .lake()
                .read(SourceFilesTable.SPEC)
                .filter(SourceFilesTable.SOURCE.col().equalTo(name)));
    if (!changed.isEmpty()) {
      notes.add(
          name
              + ": "
              + changed.size()
              + " files changed after they were read and are not read"
              + " again, first "
              + changed.get(0)
              + "; deliver changes as new files");
    }
  }

  /** Spark reports a bad expression when a plan is made: before anything is written. */
  private void requireComputable(Batch.Content content, SourceMapping mapping) {
    try {
      mapping.apply(content.records(true)).schema();
    } catch (Exception e) {
      if (e instanceof AnalysisException analysis) {
        throw IngestErrors.expression(name, String.valueOf(analysis.getMessage()), analysis);
      }
      throw e;
    }
  }
}
