package io.lakeprint.common.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The MERGE, DELETE and OPTIMIZE statements of a lake. */
final class Statements {

  /** What a commit says about itself when its write does not. */
  static final String USER_METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  private static final String TARGET = "target";
  private static final String FRESH = "_fresh_";

  private final SparkSession spark;
  private final CommitStamp stamp;
  private final ReadWriteLock saying = new ReentrantReadWriteLock();

  Statements(SparkSession spark, CommitStamp stamp) {
    this.spark = spark;
    this.stamp = stamp;
  }

  /**
   * Inserts, updates and deletes.
   *
   * @param changes rows of {@link Changes}
   * @param scope a SQL predicate that holds for every row to update or delete
   */
  void apply(
      TableSpec table,
      String location,
      Dataset<Row> changes,
      String scope,
      Optional<JobState> state) {
    Column operation = col(FRESH + Changes.OPERATION);
    execute(
        merging(location, changes, table.key(), scope)
                .whenMatched(operation.equalTo(Changes.DELETE))
                .delete()
                .whenMatched(operation.equalTo(Changes.UPDATE))
                .update(assignments(table.columns()))
                .whenNotMatched(operation.equalTo(Changes.INSERT))
                .insert(assignments(table.columns()))
            ::execute,
        state);
  }

  /** Sets the columns that {@code changes} has besides {@code on}, where a value differs. */
  void update(
      TableSpec table, String location, Dataset<Row> changes, List<ColumnSpec> on, String prune) {
    List<ColumnSpec> set =
        table.columns().stream()
            .filter(column -> List.of(changes.columns()).contains(column.name()))
            .filter(column -> !on.contains(column))
            .toList();
    Column differs =
        set.stream()
            .map(column -> Changes.differ(column, column.of(TARGET), fresh(column)))
            .reduce(Column::or)
            .orElseThrow(() -> new IllegalArgumentException("an update without columns to set"));
    execute(
        merging(location, changes, on, prune).whenMatched(differs).update(assignments(set))
            ::execute,
        Optional.empty());
  }

  /** Deletes the rows for which {@code rows} holds. */
  void delete(String location, Column rows) {
    execute(() -> DeltaTable.forPath(spark, location).delete(rows), Optional.empty());
  }

  /** Joins small files and clusters. */
  void optimize(String location) {
    execute(
        () -> DeltaTable.forPath(spark, location).optimize().executeCompaction(), Optional.empty());
  }

  /** A statement says about itself what its session says, which the steps of one job share. */
  private void execute(Runnable statement, Optional<JobState> state) {
    Lock alone = state.isPresent() ? saying.writeLock() : saying.readLock();
    alone.lock();
    try {
      spark.conf().set(USER_METADATA, stamp.json(state));
      statement.run();
    } finally {
      spark.conf().set(USER_METADATA, stamp.json(Optional.empty()));
      alone.unlock();
    }
  }

  /**
   * The source's columns get a prefix of their own, so that bare names in a scope are the target's.
   */
  private DeltaMergeBuilder merging(
      String location, Dataset<Row> changes, List<ColumnSpec> on, String scope) {
    Column[] prefixed =
        Arrays.stream(changes.columns())
            .map(name -> col(name).as(FRESH + name))
            .toArray(Column[]::new);
    Column condition =
        on.stream()
            .map(column -> column.of(TARGET).eqNullSafe(fresh(column)))
            .reduce(expr(scope), Column::and);
    return DeltaTable.forPath(spark, location)
        .as(TARGET)
        .merge(changes.select(prefixed), condition);
  }

  private static Column fresh(ColumnSpec column) {
    return col(FRESH + column.name());
  }

  private static Map<String, Column> assignments(List<ColumnSpec> columns) {
    Map<String, Column> values = new LinkedHashMap<>();
    columns.forEach(column -> values.put(column.name(), fresh(column)));
    return values;
  }
}
