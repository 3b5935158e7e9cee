package io.lakeprint.jobs.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * What of a source has been delivered: a Structured Streaming query's checkpoint, so that each part
 * comes exactly once, whatever happens in between.
 *
 * @param spark session
 * @param checkpoint where the ledger lives
 */
record StreamLedger(SparkSession spark, String checkpoint) {

  /** Takes one delivery; not committed until it returns. */
  @FunctionalInterface
  interface Consumer {

    /**
     * Takes it.
     *
     * @param rows what came
     * @param ledger id of the ledger; another one after it was lost
     * @param number grows by one per delivery
     */
    void take(Dataset<Row> rows, String ledger, long number);
  }

  /** Hands over everything that is new; returns when there is nothing left. */
  void deliver(Dataset<Row> stream, Consumer consumer) {
    try {
      start(stream, consumer);
    } catch (NullPointerException e) {
      if (!isOfMetrics(e)) {
        throw e;
      }
      start(stream, consumer);
    }
  }

  /**
   * Spark 4.1's Kafka source trips over its own metrics at the end of a delivery that it repeats
   * after a crash, once that delivery is committed (SPARK-55271): what is left only needs asking
   * again.
   */
  private static boolean isOfMetrics(NullPointerException fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length > 0
        && trace[0].getMethodName().equals("metrics")
        && trace[0].getClassName().contains("KafkaMicroBatchStream");
  }

  private void start(Dataset<Row> stream, Consumer consumer) {
    try {
      stream
          .writeStream()
          .trigger(Trigger.AvailableNow())
          .option("checkpointLocation", checkpoint)
          .foreachBatch(
              (VoidFunction2<Dataset<Row>, Long>)
                  (batch, number) -> consumer.take(batch, id(), number))
          .start()
          .awaitTermination();
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (StreamingQueryException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getMessage(), e);
    }
  }

  /** The query's id, which the checkpoint keeps. */
  String id() {
    Path metadata = new Path(checkpoint, "metadata");
    try {
      FileSystem files = metadata.getFileSystem(spark.sparkContext().hadoopConfiguration());
      try (InputStream in = files.open(metadata)) {
        return new ObjectMapper().readTree(in).path("id").asText();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
