package io.lakeprint.jobs.ingest;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The records of one delivery, whatever they come from; the same ones on every use. */
interface SourceRecords {

  /** All fields that expressions use, and everything else beside. */
  Dataset<Row> all(boolean withRaw);

  /**
   * Those among {@link #all} that begin at {@code positions} (file and offset), with all fields.
   */
  Dataset<Row> at(Dataset<Row> positions, boolean withRaw);

  /** Only the fields that the given event columns need. */
  Dataset<Row> only(Set<String> eventColumns, boolean withRaw);

  /** Whether all of them may be kept in memory. */
  boolean isSmall();
}
