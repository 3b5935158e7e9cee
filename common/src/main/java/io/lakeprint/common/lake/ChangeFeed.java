package io.lakeprint.common.lake;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;

/**
 * The keys of a table whose rows differ between two of its versions, from Delta's change data feed.
 *
 * <p>A row counts as changed by what it was at the one version and is at the other: each passage of
 * the feed leaves a fingerprint of the row's key and watched columns, and a row that came, went and
 * came again, or was written again as it was, leaves none, because equal fingerprints cancel (a key
 * goes unseen with probability 2⁻⁶⁴). One shuffle of keys, aggregated before it.
 */
record ChangeFeed(Lake lake, TableSpec table, CommitLog log, UnaryOperator<Dataset<Row>> keep) {

  private static final String TRACE = "_trace";

  /** Conditions under which Delta or Spark says that the feed of some versions is gone. */
  private static final Set<String> UNREADABLE =
      Set.of(
          "FAILED_READ_FILE",
          "DELTA_MISSING_CHANGE_DATA",
          "DELTA_CHANGE_DATA_FEED_INCOMPATIBLE_DATA_SCHEMA",
          "DELTA_CHANGE_DATA_FEED_INCOMPATIBLE_SCHEMA_CHANGE",
          "DELTA_CHANGE_TABLE_FEED_DISABLED",
          "DELTA_FILE_NOT_FOUND",
          "DELTA_FILE_NOT_FOUND_DETAILED",
          "DELTA_LOG_FILE_NOT_FOUND",
          "DELTA_UNSUPPORTED_TIME_TRAVEL_BEYOND_DELETED_FILE_RETENTION_DURATION",
          "DELTA_VERSIONS_NOT_CONTIGUOUS",
          "DELTA_VERSION_NOT_FOUND");

  /**
   * Keys of rows that were added, removed, or changed in a watched column after version {@code
   * from} until {@code to}; computed at once, so that a feed that cannot be read shows here and
   * nowhere later.
   */
  Changed between(long from, long to, Watch watch) {
    try {
      return readable(from, to, watch);
    } catch (Exception e) {
      return everything(unreadable(e));
    }
  }

  private Changed readable(long from, long to, Watch watch) {
    boolean changesData = false;
    for (long version = from + 1; version <= to; version++) {
      Optional<CommitLog.Commit> commit = log.at(version);
      if (commit.isEmpty()) {
        return everything("its log no longer reaches back to version " + version);
      }
      String operation = commit.get().operation();
      if (operation.equals("RESTORE") || operation.contains("REPLACE")) {
        return everything("version " + version + " is a " + operation);
      }
      if (commit.get().tableId().isPresent() && !readsAcross(from, to, watch)) {
        return everything("version " + version + " changed the type of a column");
      }
      changesData |= commit.get().changesData();
    }
    return changesData ? read(from, to, watch) : new Changed.Nothing();
  }

  private Changed read(long from, long to, Watch watch) {
    Dataset<Row> changed =
        lake.changes(table, from, to)
            .where(watch.rows())
            .groupBy(watch.keyColumns())
            .agg(bit_xor(fingerprint(watch.columns())).as(TRACE))
            .where(col(TRACE).notEqual(0))
            .drop(TRACE);
    Dataset<Row> kept = keep.apply(changed);
    return kept.count() == 0 ? new Changed.Nothing() : new Changed.Keys(kept);
  }

  /** Row and watched columns in one number; entries of a map in order, because it has none. */
  private Column fingerprint(List<ColumnSpec> watched) {
    return xxhash64(
        Stream.concat(table.key().stream(), watched.stream())
            .distinct()
            .map(
                column ->
                    column.type() instanceof MapType
                        ? array_sort(map_entries(column.col()))
                        : column.col())
            .toArray(Column[]::new));
  }

  /** Whether the columns are at both versions what they are declared as. */
  private boolean readsAcross(long from, long to, Watch watch) {
    List<String> differences = new ArrayList<>();
    for (long version : new long[] {from, to}) {
      differences.addAll(
          WriteCheck.differences(lake.readAt(table, version).schema(), table.schema()));
    }
    return Stream.concat(watch.keys().stream(), watch.columns().stream())
        .noneMatch(column -> differences.stream().anyMatch(said -> isRetyped(column, said)));
  }

  private static boolean isRetyped(ColumnSpec column, String difference) {
    return difference.startsWith("column " + column.name() + " is ")
        && difference.contains(", declared ");
  }

  /** What makes the feed unreadable; anything else that fails is a failure. */
  private static String unreadable(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable known && known.getCondition() != null) {
        String condition = known.getCondition();
        if (UNREADABLE.stream().anyMatch(condition::startsWith)) {
          return "its change feed cannot be read (" + condition + ")";
        }
      }
    }
    throw failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("reading a change feed failed", failure);
  }

  private Changed everything(String reason) {
    return new Changed.Everything(table.name() + ": " + reason);
  }
}
