package io.lakeprint.common.bench;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;

/**
 * Writes of a benchmark that Lakeprint does not keep: as anybody would do them with Spark alone,
 * which is what floors are made of, and as Lakeprint's own sessions do.
 */
public final class BareWrites {

  /** What Lakeprint's sessions set otherwise and a write obeys. */
  private static final String TIMESTAMPS = "spark.sql.parquet.outputTimestampType";

  private BareWrites() {}

  /** A new Delta table with the defaults of Delta and Spark. */
  public static void delta(Dataset<Row> rows, String folder) {
    plainly(rows, () -> rows.write().format("delta").save(folder));
  }

  /** Parquet files with Spark's own defaults. */
  public static void parquet(Dataset<Row> rows, String folder) {
    plainly(rows, () -> rows.write().parquet(folder));
  }

  /** Parquet files as tables of Lakeprint hold them, for what is measured against a floor. */
  public static void ownParquet(Dataset<Row> rows, String folder) {
    rows.write().parquet(folder);
  }

  private static void plainly(Dataset<Row> rows, Runnable write) {
    RuntimeConfig settings = rows.sparkSession().conf();
    String own = settings.get(TIMESTAMPS);
    settings.set(TIMESTAMPS, "INT96");
    try {
      write.run();
    } finally {
      settings.set(TIMESTAMPS, own);
    }
  }

  /** Text files of the one column. */
  public static void text(Dataset<Row> lines, String folder) {
    lines.write().text(folder);
  }
}
