package io.lakeprint.common.lake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

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

  /** Column by column: compact, and cheap where each reader wants a few columns. */
  public static Cached of(Dataset<Row> rows) {
    return new Cached(rows.persist());
  }

  /**
   * Row by row, as they were computed, for wide rows that are few: taking a hundred columns apart
   * and putting them together again costs more than such rows do. Spark frees them when nobody
   * refers to them any more; an executor that is lost before that fails the job, which can be run
   * again.
   */
  public static Cached ofFewWideRows(Dataset<Row> rows) {
    return new Cached(rows.localCheckpoint(false, StorageLevel.MEMORY_AND_DISK()));
  }

  public Dataset<Row> rows() {
    return rows;
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
