package io.lakeprint.common.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Intermediate results of an iteration, as Parquet files beside the lake's tables until closed: a
 * round that reads files neither grows the plan of the next nor is ever computed again, and a lost
 * file fails loudly.
 */
public final class Scratch implements AutoCloseable {

  private final SparkSession spark;
  private final Path folder;
  private int steps;

  private Scratch(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /**
   * An empty folder of this name.
   *
   * @param name unique among those that are open at the same time
   */
  public static Scratch in(Lake lake, String name) {
    Scratch scratch =
        new Scratch(lake.spark(), new Path(lake.root(), "_lakeprint/scratch/" + name));
    scratch.close();
    return scratch;
  }

  /** Writes rows and reads them back. */
  public Dataset<Row> settle(Dataset<Row> rows) {
    String path = new Path(folder, Integer.toString(steps++)).toString();
    rows.write().parquet(path);
    return spark.read().schema(rows.schema()).parquet(path);
  }

  /** Deletes what was written. */
  @Override
  public void close() {
    try {
      FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      files.delete(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
