package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_valid_utf8;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.jobs.ingest.read.Messages;
import io.lakeprint.jobs.ingest.read.ProblemCodes;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import io.lakeprint.jobs.ingest.read.RecordSeal;
import io.lakeprint.jobs.ingest.udf.SealFunction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Messages of Kafka as records: the value is the record; topic, partition and offset are its
 * position; what else Kafka says about it are fields of their own.
 *
 * @param config the source
 * @param seal closes the records
 */
record KafkaMessages(SourceConfig config, RecordSeal seal) {

  /** Fields that every message has beside those of its value. */
  static final List<String> METADATA =
      List.of("kafka_topic", "kafka_partition", "kafka_offset", "kafka_timestamp", "kafka_key");

  /** What Spark's reader needs to know. */
  Map<String, String> options() {
    SourceConfig.Kafka kafka = config.kafka().orElseThrow();
    Map<String, String> options = new TreeMap<>();
    options.put("startingOffsets", "earliest");
    options.put("maxOffsetsPerTrigger", String.valueOf(kafka.maxMessagesPerBatch()));
    options.putAll(config.readerOptions());
    options.put("kafka.bootstrap.servers", kafka.servers());
    options.put("subscribe", String.join(",", kafka.topics()));
    return options;
  }

  /** Rows of Spark's Kafka source as rows of {@link Messages#SCHEMA}. */
  Dataset<Row> of(Dataset<Row> messages) {
    Column empty = col("value").isNull();
    Column about =
        to_json(
            struct(
                col("topic").as("kafka_topic"),
                col("partition").as("kafka_partition"),
                col("offset").as("kafka_offset"),
                date_format(col("timestamp"), "yyyy-MM-dd'T'HH:mm:ss.SSSXXX").as("kafka_timestamp"),
                make_valid_utf8(col("key").cast("string")).as("kafka_key")));
    return messages.select(
        concat(lit("kafka:"), col("topic"), lit("/"), col("partition")).as(RecordColumns.FILE),
        lit(null).cast("bigint").as(RecordColumns.LINE),
        col("offset").as(RecordColumns.OFFSET),
        when(empty, lit(ProblemCodes.BAD_RECORD)).as(RecordColumns.PROBLEM_CODE),
        when(empty, lit("the message has no value")).as(RecordColumns.PROBLEM),
        SealFunction.of(seal, about, col("value")).as(Messages.SEALED));
  }
}
