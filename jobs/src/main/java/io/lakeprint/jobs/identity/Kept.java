package io.lakeprint.jobs.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Keeps what is read several times, in memory and on disk, and cuts its plan there: steps that read
 * one another twice would double the plan with every step, up to millions of nodes. Each is
 * computed when it is first read; Spark lets the rows go when nothing refers to them any more.
 *
 * <p>Open until all has been read: the counters of a step live as long as the rows it started from.
 */
final class Kept implements UnaryOperator<Dataset<Row>>, AutoCloseable {
  private final List<Dataset<Row>> sources = new ArrayList<>();

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    sources.add(rows);
    return rows.localCheckpoint(false, StorageLevel.MEMORY_AND_DISK());
  }

  @Override
  public void close() {
    sources.clear();
  }
}
