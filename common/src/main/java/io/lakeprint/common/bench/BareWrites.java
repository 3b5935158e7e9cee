package io.lakeprint.common.bench;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes as anybody would do them with Spark alone: what floors are made of, and nothing that
 * Lakeprint keeps.
 */
public final class BareWrites {

  private BareWrites() {}

  /** A new Delta table with Delta's own defaults. */
  public static void delta(Dataset<Row> rows, String folder) {
    rows.write().format("delta").save(folder);
  }

  /** Parquet files with Spark's own defaults. */
  public static void parquet(Dataset<Row> rows, String folder) {
    rows.write().parquet(folder);
  }

  /** Text files of the one column. */
  public static void text(Dataset<Row> lines, String folder) {
    lines.write().text(folder);
  }
}
