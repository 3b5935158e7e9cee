package io.lakeprint.common.lake;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
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

  /** Where the lake is. */
  String root();

  /** Where a table's files are. */
  String location(TableSpec table);

  /** Whether the table has been created. */
  boolean exists(TableSpec table);

  /** All rows at the latest version; no rows, with the declared schema, where there is no table. */
  Dataset<Row> read(TableSpec table);

  /** All rows at {@code version}. */
  Dataset<Row> readAt(TableSpec table, long version);

  /**
   * Rows that changed after version {@code after}, up to and with version {@code to}: the declared
   * columns and Delta's {@code _change_type} and {@code _commit_version}. Only of tables with a
   * change feed; fails when read, where the feed does not reach back so far.
   */
  Dataset<Row> changes(TableSpec table, long after, long to);

  /** The latest Delta version, or -1 where there is no table. */
  long version(TableSpec table);

  /**
   * The day at whose end the table holds, as the job said that made it; empty where none did, or
   * the log no longer tells.
   */
  Optional<LocalDate> asOf(TableSpec table);

  /**
   * Appends, once: a transaction that the table already holds changes nothing. Columns that may be
   * null can be left out.
   */
  WriteResult append(TableSpec table, Dataset<Row> rows, Transaction transaction);

  /**
   * Makes the table hold exactly {@code rows}, by key, touching only rows that differ in a column
   * that is not an audit column: nothing differs, nothing is written. Feeds of changed rows stay
   * exact.
   */
  default WriteResult sync(TableSpec table, Dataset<Row> rows) {
    return sync(table, rows, Part.all());
  }

  /** Makes the part of the table hold exactly {@code rows}; the rest stays. */
  WriteResult sync(TableSpec table, Dataset<Row> rows, Part part);

  /**
   * Makes the part of the table hold exactly {@code rows}, and keeps in the same commit what the
   * table has been made from. A state that is another than the last is kept even where no row
   * differs.
   */
  WriteResult sync(TableSpec table, Dataset<Row> rows, Part part, JobState state);

  /** Keeps what a table follows from by now, where its rows stay. */
  WriteResult keep(TableSpec table, JobState state);

  /**
   * Starts a step of tables that follow from other tables. The versions of the inputs are those of
   * now. The step starts where the least advanced of the tables is; where one of them says nothing,
   * or follows from other definitions or inputs, from the beginning.
   *
   * @param outputs the tables, at least one
   * @param inputs tables they follow from
   * @param asOf day at whose end they hold
   * @param definitions everything else they follow from, as text
   */
  Increment increment(
      List<TableSpec> outputs, List<TableSpec> inputs, LocalDate asOf, String... definitions);

  /**
   * Makes {@code wanted} of the rows {@code current} of the table, by key, touching only rows that
   * differ in a column that is not an audit column. The rest of the table stays.
   *
   * @param current rows of the table as it is; every row that {@code wanted} has the key of
   */
  WriteResult replace(TableSpec table, Dataset<Row> current, Dataset<Row> wanted);

  /** Replaces the rows that match {@code scope} whole, in one commit. */
  WriteResult replaceWhere(TableSpec table, Dataset<Row> rows, String scope);

  /**
   * Deletes the rows for which {@code rows} holds, in one commit, or none when there is no such.
   */
  WriteResult delete(TableSpec table, Column rows);

  /**
   * Sets some columns of existing rows; rows whose values are those already stay untouched.
   *
   * @param changes the columns of {@code on}, unique, and the columns to set
   * @param on columns by which a change finds its rows; one change may find many
   * @param prune a SQL predicate over the table that holds for every row to change, so that files
   *     without them are skipped
   */
  WriteResult update(TableSpec table, Dataset<Row> changes, List<ColumnSpec> on, String prune);

  /**
   * Joins small files of a table and orders its rows by its clustering columns, then deletes files
   * that have held no row for longer than the table keeps them. Rows stay and the change feed is
   * empty of it; a second time does nothing. Only one writer at a time.
   *
   * @param retention how long the table keeps such files: where a table that follows from it, or
   *     {@code needed}, has had changes still to read for longer, none is deleted
   * @param needed lowest version that somebody without such a state has consumed; empty = nobody
   */
  Upkeep optimize(TableSpec table, Duration retention, OptionalLong needed);

  /** Waits until no other run writes the table, then keeps others out until closed. */
  Lease lease(TableSpec table);

  /**
   * Shows others that the run is alive until closed; empty while the process that runs it is alive.
   */
  Optional<Lease> presence(String runId);
}
