package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_extract;

import io.lakeprint.jobs.ingest.read.Messages;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Where a delivery that cannot be read twice in the same way is kept until it is in the lake: a
 * batch is read several times and perhaps again after a crash, and must be the same each time. The
 * records in it are sealed.
 *
 * @param spark session
 * @param folder of the source
 */
record Landing(SparkSession spark, String folder) {

  private static final long RECORDS_PER_PART = 1L << 40;

  /** The delivery as it was when it was first seen. */
  Dataset<Row> keep(String batchId, Supplier<Dataset<Row>> messages) {
    String path = folder + "/" + batchId;
    if (!isComplete(path)) {
      messages.get().write().mode(SaveMode.Overwrite).parquet(path);
    }
    return spark
        .read()
        .schema(Messages.SCHEMA)
        .parquet(path)
        .withColumn(RecordColumns.OFFSET, coalesce(col(RecordColumns.OFFSET), number()));
  }

  /** Where a record stands among those that are kept: a place of its own, which stays. */
  private static Column number() {
    Column part = regexp_extract(col("_metadata.file_name"), "part-([0-9]+)", 1).cast("bigint");
    return part.multiply(RECORDS_PER_PART).plus(col("_metadata.row_index"));
  }

  /** Nothing of the source is under way any more. */
  void clear() {
    try {
      Path path = new Path(folder);
      files(path).delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isComplete(String path) {
    try {
      Path mark = new Path(path, "_SUCCESS");
      return files(mark).exists(mark);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileSystem files(Path path) throws IOException {
    return path.getFileSystem(spark.sparkContext().hadoopConfiguration());
  }
}
