package io.lakeprint.jobs.ingest;

import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.common.time.DayRange;
import io.lakeprint.jobs.ingest.read.RecordSeal;
import io.lakeprint.jobs.ingest.read.SourceFile;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Reads one source: every delivery since the last run, in order, each exactly once. */
final class SourceRun {

  /** Rows of a table or topic that a preview looks at. */
  private static final int PREVIEWED = 10_000;

  private final JobContext context;
  private final IngestConfig ingest;
  private final Sources sources;
  private final String name;
  private final SourceConfig config;
  private final StopSignal stop;
  private final Ledgers ledgers;
  private final Optional<SourceListing> listing;
  private final List<WriteResult> writes = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private JobReport.Records records = new JobReport.Records(0, 0, 0, 0);

  SourceRun(
      JobContext context,
      IngestConfig ingest,
      Sources sources,
      String name,
      SourceConfig config,
      StopSignal stop) {
    this.context = context;
    this.ingest = ingest;
    this.sources = sources;
    this.name = name;
    this.config = config;
    this.stop = stop;
    this.ledgers = Ledgers.of(context, name);
    this.listing =
        config.format().isFiles()
            ? Optional.of(
                SourceListing.of(
                    config.path(), context.spark().sparkContext().hadoopConfiguration()))
            : Optional.empty();
  }

  String name() {
    return name;
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

  /** The path, where the source has one and nothing is there. */
  Optional<String> missing() {
    return listing.filter(found -> !found.there()).map(found -> config.path());
  }

  /** Reads all that is new, until {@code stop} is given. */
  void read() {
    context.progress(name);
    try {
      switch (config.format().kind()) {
        case TEXT_FILES, COLUMN_FILES -> readFiles(listing.orElseThrow());
        case STREAM -> readStream();
        case MARKED -> readMarked();
      }
    } catch (StoppedException e) {
      notes.add(name + ": stopped between two batches; the next run goes on there");
    } catch (Exception e) { // Spark throws checked ones that it does not declare.
      throw IngestErrors.translated(name, config, e);
    } finally {
      ledgers.close();
    }
  }

  /**
   * Makes the source's events of these days what its files say now; its ledger stays as it is.
   *
   * @throws io.lakeprint.common.error.InputContractException when there is no file to read
   */
  void reload(DayRange days) {
    List<SourceFile> files = listing.orElseThrow().sourceFiles();
    if (files.isEmpty()) {
      throw IngestErrors.nothingToReload(name, config.path(), days);
    }
    context.progress(name + ": " + files.size() + " files");
    Landing landing = new Landing(context.spark(), ledgers.of("reload/" + name));
    try {
      // A name of its own each time, as a replay has: the files may say something else by now.
      String id = name + "-reload-" + UUID.randomUUID().toString().substring(0, 8);
      Instant now = context.now();
      SourceMapping mapping = sources.mapping(name, config, now);
      write(
          new Reloading(context.lake(), mapping, days, ingest.maxRejectedRatio()),
          mapping,
          new Batch(
              id,
              id,
              0,
              Batch.Content.of(found(files).records(landing, id), mapping.hasContentId())));
      if (!context.dryRun()) {
        notes.add(reloaded(days, files.size()));
      }
      tellGone(listing.orElseThrow());
    } catch (Exception e) { // Spark throws checked ones that it does not declare.
      throw IngestErrors.translated(name, config, e);
    } finally {
      landing.clear();
      ledgers.close();
    }
  }

  private String reloaded(DayRange days, int files) {
    WriteResult events = writes.get(0);
    return String.format(
        Locale.ROOT,
        "%s: events of %s are what %,d files say: %,d new, %,d changed, %,d gone",
        name,
        days,
        files,
        events.inserted(),
        events.updated(),
        events.deleted());
  }

  private void readFiles(SourceListing found) {
    if (found.files().isEmpty() && !ingest.follow()) {
      notes.add(name + ": no file at " + config.path() + " yet");
      return;
    }
    if (ingest.preview() > 0) {
      preview(found(found.sourceFiles()).sample());
      return;
    }
    tellChanged(found);
    tellEmpty(found.sourceFiles());
    new FileLedger(context.spark(), config.path(), checkpoint(), ingest.maxBytesPerBatch().bytes())
        .deliver(this::takeFiles);
  }

  private void takeFiles(FileLedger.Delivery delivery) {
    if (delivery.files().isEmpty()) {
      return;
    }
    List<SourceFile> files = delivery.files().stream().map(FileLedger.Arrival::file).toList();
    Numbered numbered = new Numbered(name, delivery.ledger(), delivery.number());
    take(numbered, files.size() + " files", found(files).records(landing(), numbered.batchId()));
    writes.add(
        context
            .lake()
            .append(
                SourceFilesTable.SPEC,
                files(delivery, numbered.batchId()),
                new Transaction(numbered.application(), numbered.number())));
    landing().clear();
  }

  private FoundFiles found(List<SourceFile> files) {
    return new FoundFiles(context.spark(), config, seal(), files);
  }

  private void readStream() {
    StreamedSource source = new StreamedSource(context.spark(), config, seal());
    if (ingest.preview() > 0) {
      preview(source.records(source.now().limit(PREVIEWED)));
      return;
    }
    new StreamLedger(context.spark(), checkpoint())
        .deliver(
            source.stream(),
            (rows, ledger, number) -> {
              Numbered numbered = new Numbered(name, ledger, number);
              take(numbered, "batch " + number, kept(numbered, source.records(rows)));
              landing().clear();
            });
  }

  private void readMarked() {
    MarkedSource source = MarkedSource.of(context, name, config, seal());
    if (ingest.preview() > 0) {
      source.sample(PREVIEWED).ifPresent(this::preview);
      return;
    }
    MarkLedger ledger =
        new MarkLedger(
            ledgers.of("marks/" + name), context.spark().sparkContext().hadoopConfiguration());
    ledger
        .next(from -> source.upTo(from, ingest.follow()))
        .ifPresent(
            stretch -> {
              Numbered numbered = new Numbered(name, stretch.ledger(), stretch.number());
              take(
                  numbered,
                  config.mark() + " up to " + stretch.to(),
                  kept(numbered, source.records(stretch.from(), stretch.to())));
              ledger.close(stretch);
              landing().clear();
            });
  }

  private MessageRecords kept(Numbered numbered, MessageRecords records) {
    return new MessageRecords(
        config,
        landing().keep(numbered.batchId(), records::messages),
        records.columns(),
        records.seal());
  }

  private void preview(SourceRecords records) {
    SourceMapping mapping = sources.mapping(name, config, context.now());
    new Preview(ingest.preview()).show(name, mapping.apply(records.all(true)), context::print);
  }

  /** What a delivery is called, and the transaction that all of its writes carry. */
  private record Numbered(String source, String ledger, long number) {
    String application() {
      return "ingest-" + source + "-" + ledger;
    }

    String batchId() {
      return Batch.idOf(source, ledger, number);
    }
  }

  private void take(Numbered numbered, String what, SourceRecords found) {
    if (stop.isGiven()) {
      throw new StoppedException();
    }
    context.progress(name + ": " + what);
    Instant now = context.now();
    SourceMapping mapping = sources.mapping(name, config, now);
    write(
        new Appending(context.lake(), mapping),
        mapping,
        new Batch(
            numbered.batchId(),
            numbered.application(),
            numbered.number(),
            Batch.Content.of(found, mapping.hasContentId())));
  }

  private void write(Target target, SourceMapping mapping, Batch batch) {
    RejectedTransform rejected = sources.rejected(name, mapping.now());
    Quarantine quarantine = Quarantine.appending(context.lake(), rejected);
    BatchWriter writer = new BatchWriter(context.lake(), target, mapping, quarantine, people());
    records = records.plus(writer.write(batch));
    writes.addAll(writer.writes());
  }

  /** As the last run left them; a run that lasts for weeks asks again. */
  private Dataset<Row> people() {
    return ingest.follow()
        ? context.lake().read(IdentityMapTable.SPEC)
        : context.input(IdentityMapTable.SPEC);
  }

  private String checkpoint() {
    return ledgers.of("checkpoints/" + name);
  }

  private Landing landing() {
    return new Landing(context.spark(), ledgers.of("landing/" + name));
  }

  private RecordSeal seal() {
    return sources.seal(name);
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

  /** A file without a byte holds no record to refuse; Spark passes over it. */
  private void tellEmpty(List<SourceFile> files) {
    List<String> empty =
        files.stream().filter(file -> file.length() == 0).map(SourceFile::path).toList();
    if (!empty.isEmpty()) {
      notes.add(
          name
              + ": "
              + empty.size()
              + " files are empty, first "
              + empty.get(0)
              + "; if it was meant to hold records, deliver it again");
    }
  }

  /** Files that changed after they were read are told: their new content is not taken in. */
  private void tellChanged(SourceListing listing) {
    List<String> changed = listing.changedSince(known());
    if (!changed.isEmpty()) {
      notes.add(
          name
              + ": "
              + changed.size()
              + " files changed after they were read and are not read"
              + " again, first "
              + changed.get(0)
              + "; deliver changes as new files, or ingest --reload their days");
    }
  }

  /** What was read once and is no more says nothing any more. */
  private void tellGone(SourceListing listing) {
    List<String> gone = listing.goneSince(known());
    if (!gone.isEmpty()) {
      notes.add(
          name
              + ": "
              + gone.size()
              + " files that were read are not there any more, first "
              + gone.get(0)
              + "; events of those days that only they held go");
    }
  }

  /** The files that were read so far. */
  private Dataset<Row> known() {
    return context
        .lake()
        .read(SourceFilesTable.SPEC)
        .filter(SourceFilesTable.SOURCE.col().equalTo(name));
  }

  /** Ends a query before it takes a batch, which so stays new. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
