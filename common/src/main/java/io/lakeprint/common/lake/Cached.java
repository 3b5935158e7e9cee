package io.lakeprint.common.lake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that a job reads more than once, kept in memory and on local disk until closed.
 *
 * <p>Filled by the first action on {@link #rows()}. A query planned after that knows how the rows
 * are partitioned, so that grouping them the same way needs no further shuffle.
 */
public final class Cached implements AutoCloseable {

  private final Dataset<Row> rows;

  private Cached(Dataset<Row> rows) {
    this.rows = rows;
  }

  public static Cached of(Dataset<Row> rows) {
    return new Cached(rows.persist());
  }

  public Dataset<Row> rows() {
    return rows;
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
