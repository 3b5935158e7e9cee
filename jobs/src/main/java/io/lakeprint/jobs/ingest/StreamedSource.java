package io.lakeprint.jobs.ingest;

import io.lakeprint.jobs.ingest.read.RecordSeal;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A source that numbers what it appends: topics of Kafka, or a Delta table.
 *
 * @param spark session
 * @param config the source
 * @param seal closes its records
 */
record StreamedSource(SparkSession spark, SourceConfig config, RecordSeal seal) {

  /** All that is there now. */
  Dataset<Row> now() {
    var reader = spark.read().format(config.format().sparkName()).options(options());
    return isKafka() ? reader.load() : reader.load(config.path());
  }

  /** All that is there and will come. */
  Dataset<Row> stream() {
    var reader = spark.readStream().format(config.format().sparkName()).options(options());
    return isKafka() ? reader.load() : reader.load(config.path());
  }

  /** Rows of either as records. */
  MessageRecords records(Dataset<Row> rows) {
    return isKafka()
        ? new MessageRecords(config, new KafkaMessages(config, seal).of(rows), Set.of(), seal)
        : MessageRecords.of(config, rows, "delta:" + config.path(), seal);
  }

  private Map<String, String> options() {
    return isKafka() ? new KafkaMessages(config, seal).options() : config.readerOptions();
  }

  private boolean isKafka() {
    return config.format() == SourceFormat.KAFKA;
  }
}
