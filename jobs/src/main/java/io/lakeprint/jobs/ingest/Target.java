package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobReport;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the accepted records of a batch do to the events of their source. */
interface Target {

  /** Whether a record is looked at, by its day: to be written, or to be told from others. */
  default Column considered() {
    return lit(true);
  }

  /** Whether a record is counted and written, by its day; those are considered too. */
  default Column written() {
    return lit(true);
  }

  /** Events that records of the batch may repeat, and that then stay. */
  Dataset<Row> history(Batch batch, LateDays days);

  /** Which events go to files of their own. */
  default Optional<Column> late(LateDays days) {
    return Optional.empty();
  }

  /**
   * Writes the batch, in one commit.
   *
   * @param events those considered that are neither refused nor a duplicate; what the source never
   *     gives has no column
   * @param batch the batch
   * @param records where its records go
   */
  WriteResult write(Dataset<Row> events, Batch batch, JobReport.Records records);
}
