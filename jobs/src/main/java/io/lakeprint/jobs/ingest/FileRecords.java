package io.lakeprint.jobs.ingest;

import io.lakeprint.jobs.ingest.read.Positions;
import io.lakeprint.jobs.ingest.read.ReadPlan;
import io.lakeprint.jobs.ingest.read.RecordFormat;
import io.lakeprint.jobs.ingest.read.RecordReader;
import io.lakeprint.jobs.ingest.read.SourceFile;
import io.lakeprint.jobs.ingest.read.UnreadableHeaderException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Text files of one source as records, with the fields that its expressions use.
 *
 * @param spark session
 * @param config the source
 * @param files what was delivered
 */
record FileRecords(SparkSession spark, SourceConfig config, List<SourceFile> files)
    implements SourceRecords {

  private static final Logger LOG = LoggerFactory.getLogger(FileRecords.class);
  private static final long SMALL_BYTES = 32L << 20;

  @Override
  public Dataset<Row> all(boolean withRaw) {
    return read(plans().all(headers(), withRaw));
  }

  @Override
  public Dataset<Row> only(Set<String> eventColumns, boolean withRaw) {
    return read(plans().only(eventColumns, headers(), withRaw));
  }

  @Override
  public Dataset<Row> at(Dataset<Row> positions, boolean withRaw) {
    ReadPlan plan = plans().all(headers(), withRaw);
    Dataset<Row> read =
        Positions.ofFew(positions)
            .map(few -> RecordReader.read(spark, filesOf(few), plan, few))
            .orElseGet(() -> read(plan));
    return read.join(positions, MappedColumns.position(), "left_semi");
  }

  private List<SourceFile> filesOf(Positions positions) {
    return files.stream().filter(file -> positions.files().contains(file.path())).toList();
  }

  @Override
  public boolean isSmall() {
    return files.stream().mapToLong(SourceFile::length).sum() < SMALL_BYTES;
  }

  private RecordPlans plans() {
    return new RecordPlans(config);
  }

  private Dataset<Row> read(ReadPlan plan) {
    return RecordReader.read(spark, files, plan);
  }

  /**
   * The columns of every header in the batch: a file without a wanted one is refused as a whole.
   */
  private Set<String> headers() {
    Set<String> names = new LinkedHashSet<>();
    if (config.records() == RecordFormat.CSV && config.header() && config.columnNames().isEmpty()) {
      for (SourceFile file : files) {
        try {
          names.addAll(RecordReader.header(spark, file, plans().options()));
        } catch (IOException | UnreadableHeaderException e) {
          LOG.debug("No header in {}: the reader will refuse the file and say why", file.path(), e);
        }
      }
    }
    return names;
  }
}
