package io.lakeprint.jobs.identity;

import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Keeps what is read several times, in memory and on disk, and cuts its plan there: steps that read
 * one another twice would double the plan with every step, up to millions of nodes. Each is
 * computed at once; Spark lets the rows go when nothing refers to them any more.
 */
final class Kept implements UnaryOperator<Dataset<Row>> {

  @Override
  public Dataset<Row> apply(Dataset<Row> rows) {
    return rows.localCheckpoint(true, StorageLevel.MEMORY_AND_DISK());
  }
}
