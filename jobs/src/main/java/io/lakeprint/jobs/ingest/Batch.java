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

  private static final int LEDGER_LENGTH = 8;

  /** What the delivery {@code number} of a ledger of a source is called. */
  static String idOf(String source, String ledger, long number) {
    return source + "-" + ledger.substring(0, LEDGER_LENGTH) + "-" + number;
  }

  /** The records of a delivery, read again on every use. */
  interface Content {

    /** Readable records with all their fields, the others with their problem. */
    Dataset<Row> records(boolean withRaw);

    /** Those of them that begin at {@code positions} (file and offset). */
    Dataset<Row> at(Dataset<Row> positions, boolean withRaw);

    /**
     * The same records with their bytes and at least the fields that tell refusals and duplicates.
     */
    Dataset<Row> keys();

    /** Whether all of it may be kept in memory. */
    boolean isSmall();

    /**
     * The content of these records.
     *
     * @param contentIds whether ids are made from the records' bytes, which then are always read
     *     along
     */
    static Content of(SourceRecords records, boolean contentIds) {
      return new Content() {
        @Override
        public Dataset<Row> records(boolean withRaw) {
          return records.all(withRaw || contentIds);
        }

        @Override
        public Dataset<Row> at(Dataset<Row> positions, boolean withRaw) {
          return records.at(positions, withRaw || contentIds);
        }

        @Override
        public Dataset<Row> keys() {
          return records.only(SourceMapping.deciding(), true);
        }

        @Override
        public boolean isSmall() {
          return records.isSmall();
        }
      };
    }
  }
}
