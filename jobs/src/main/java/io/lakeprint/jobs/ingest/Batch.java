package io.lakeprint.jobs.ingest;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One delivery of one source.
 *
 * @param id unique name: source, ledger and number; stands on every row it writes
 * @param application transaction id of its appends; contains the ledger's own id, so that a lost
 *     ledger never makes new files look old
 * @param number grows by one per delivery of a ledger
 * @param content its records
 */
record Batch(String id, String application, long number, Content content) {

  /** The records of a delivery, read again on every use. */
  interface Content {

    /** Readable records with all their fields, the others with their problem. */
    Dataset<Row> records(boolean withRaw);

    /** The same records with at least the fields that tell duplicates apart. */
    Dataset<Row> keys();
  }
}
