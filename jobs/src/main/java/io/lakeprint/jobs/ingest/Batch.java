package io.lakeprint.jobs.ingest;

import io.lakeprint.common.tables.EventsTable;
import java.util.Set;
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

  private static final Set<String> KEY_COLUMNS =
      Set.of(EventsTable.EVENT_ID.name(), EventsTable.EVENT_TIME.name());

  /** The records of a delivery, read again on every use. */
  interface Content {

    /** Readable records with all their fields, the others with their problem. */
    Dataset<Row> records(boolean withRaw);

    /** The same records with at least the fields that tell duplicates apart. */
    Dataset<Row> keys();

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
        public Dataset<Row> keys() {
          return records.only(KEY_COLUMNS, contentIds);
        }
      };
    }
  }
}
