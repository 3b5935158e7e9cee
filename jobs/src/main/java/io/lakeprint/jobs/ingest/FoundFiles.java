package io.lakeprint.jobs.ingest;

import io.lakeprint.jobs.ingest.read.RecordSeal;
import io.lakeprint.jobs.ingest.read.SourceFile;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Files of a source as records, whatever their format.
 *
 * @param spark session
 * @param config the source
 * @param seal closes records that are kept
 * @param files the files
 */
record FoundFiles(
    SparkSession spark, SourceConfig config, RecordSeal seal, List<SourceFile> files) {

  /** The records, the same on every use: rows of columns are kept until they are in the lake. */
  SourceRecords records(Landing landing, String batchId) {
    return isText()
        ? new FileRecords(spark, config, files)
        : landed(landing, batchId, new ColumnFiles(spark, config, seal, files));
  }

  /** The records, to be looked at once. */
  SourceRecords sample() {
    if (isText()) {
      return new FileRecords(spark, config, files);
    }
    ColumnFiles columns = new ColumnFiles(spark, config, seal, files);
    return new MessageRecords(config, columns.messages(), columns.columns(), seal);
  }

  private boolean isText() {
    return config.format().kind() == SourceFormat.Kind.TEXT_FILES;
  }

  /** A file that turns out damaged is left out, and the others are read once more. */
  private SourceRecords landed(Landing landing, String batchId, ColumnFiles columns) {
    Dataset<Row> messages;
    try {
      messages = landing.keep(batchId, columns::messages);
    } catch (Exception e) { // Spark throws checked ones that it does not declare.
      if (!columns.refuseDamaged()) {
        throw e;
      }
      messages = landing.keep(batchId, columns::messages);
    }
    return new MessageRecords(config, messages, columns.columns(), seal);
  }
}
