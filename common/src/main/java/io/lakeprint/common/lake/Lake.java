package io.lakeprint.common.lake;

import io.lakeprint.common.tables.TableSpec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One lake of one brand: its tables, read and written.
 *
 * <p>Every write checks the rows' schema against the declaration exactly, names the table's version
 * it made, and is safe to repeat.
 */
public interface Lake {

  /** The session that reads and writes. */
  SparkSession spark();

  /** Where a table's files are. */
  String location(TableSpec table);

  /** Whether the table has been created. */
  boolean exists(TableSpec table);

  /** All rows at the latest version; no rows, with the declared schema, where there is no table. */
  Dataset<Row> read(TableSpec table);

  /** All rows at {@code version}. */
  Dataset<Row> readAt(TableSpec table, long version);

  /** The latest Delta version, or -1 where there is no table. */
  long version(TableSpec table);

  /** The last version committed under this application id, or -1. */
  long lastTransaction(TableSpec table, String application);

  /** Appends, once: a transaction that the table already holds changes nothing. */
  WriteResult append(TableSpec table, Dataset<Row> rows, Transaction transaction);

  /**
   * Makes the table hold exactly {@code rows}, by key, touching only rows that differ in a column
   * that is not an audit column: nothing differs, nothing is written. Feeds of changed rows stay
   * exact.
   */
  WriteResult sync(TableSpec table, Dataset<Row> rows);

  /**
   * Makes the part of the table that matches {@code scope} (a SQL predicate over partition or key
   * columns) hold exactly {@code rows}; the rest stays.
   */
  WriteResult sync(TableSpec table, Dataset<Row> rows, String scope);

  /** Replaces the rows that match {@code scope} whole, in one commit. */
  WriteResult replaceWhere(TableSpec table, Dataset<Row> rows, String scope);

  /**
   * Sets some columns of existing rows: {@code changes} holds the table's key and the columns to
   * set; rows of the table without a change stay.
   *
   * @param prune a SQL predicate over the table that holds for every row to change, so that files
   *     without them are skipped
   */
  WriteResult update(TableSpec table, Dataset<Row> changes, String prune);
}
