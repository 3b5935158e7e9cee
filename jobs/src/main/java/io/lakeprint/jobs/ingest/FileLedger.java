package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import io.lakeprint.jobs.ingest.read.SourceFile;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Which files of a source have been delivered: a Structured Streaming query that carries paths
 * only, so that each file comes exactly once, whatever happens in between.
 *
 * @param spark session
 * @param path folder, file or glob
 * @param checkpoint where the ledger lives
 * @param maxBytesPerBatch new files come in batches of about this size
 */
record FileLedger(SparkSession spark, String path, String checkpoint, long maxBytesPerBatch) {

  private static final StructType BINARY_FILES =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("modificationTime", DataTypes.TimestampType)
          .add("length", DataTypes.LongType)
          .add("content", DataTypes.BinaryType);

  /**
   * One delivery.
   *
   * @param ledger id of the ledger; another one after it was lost
   * @param number grows by one per delivery
   * @param files its files, by path
   */
  record Delivery(String ledger, long number, List<Arrival> files) {}

  /**
   * One file of a delivery.
   *
   * @param file path and length
   * @param modifiedAt time of its last change
   */
  record Arrival(SourceFile file, Instant modifiedAt) {}

  /** Hands every new file over; returns when there is none left. */
  void deliver(Consumer<Delivery> consumer) {
    Dataset<Row> arrivals =
        spark
            .readStream()
            .format("binaryFile")
            .schema(BINARY_FILES)
            .option("recursiveFileLookup", true)
            .option("maxFileAge", "36500d")
            .option("maxBytesPerTrigger", maxBytesPerBatch)
            .load(globbed(path))
            .select("path", "modificationTime", "length");
    new StreamLedger(spark, checkpoint)
        .deliver(
            arrivals, (batch, ledger, number) -> consumer.accept(delivery(batch, ledger, number)));
  }

  private static Delivery delivery(Dataset<Row> batch, String ledger, long number) {
    List<Arrival> files =
        batch.orderBy(col("path")).collectAsList().stream()
            .map(
                row ->
                    new Arrival(
                        new SourceFile(row.getString(0), row.getLong(2)),
                        row.<Timestamp>getAs(1).toInstant()))
            .toList();
    return new Delivery(ledger, number, files);
  }

  /** Spark takes a path without wildcard for a folder: a single file becomes a glob of itself. */
  static String globbed(String path) {
    if (path.matches(".*[*?\\[{].*") || path.endsWith("/")) {
      return path;
    }
    int last = path.length() - 1;
    return path.matches(".*\\.[A-Za-z0-9]+$")
        ? path.substring(0, last) + "[" + path.charAt(last) + "]"
        : path;
  }
}
