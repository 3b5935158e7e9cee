package io.lakeprint.common.bench;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;

/**
 * Writes as anybody would do them with Spark alone: what floors are made of, and nothing that
 * Lakeprint keeps.
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
