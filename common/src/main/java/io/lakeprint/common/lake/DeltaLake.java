package io.lakeprint.common.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.delta.tables.DeltaMergeBuilder;
import io.delta.tables.DeltaTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The lake on Delta tables.
 *
 * <p>One instance serves one job: it stamps the job's commits, and writes in a session of its own,
 * because Delta takes a commit's metadata for MERGE from the session.
 */
public final class DeltaLake implements Lake {

  private static final String TARGET = "target";
  private static final String FRESH = "_fresh_";

  private final SparkSession spark;
  private final String root;
  private final FileSystem files;
  private final Commits commits;
  private final Leases leases;
  private final TableCreation creation;
  private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

  private DeltaLake(
      SparkSession spark, LakeSettings settings, CommitStamp stamp, Consumer<String> notices) {
    this.spark = spark;
    this.root = settings.root();
    this.files = filesystem(spark, root);
    this.leases =
        new Leases(
            files,
            new Path(root, "_lakeprint/leases"),
            stamp.runId(),
            settings.leaseWait(),
            notices);
    this.commits = new Commits(settings.commitAttempts());
    this.creation = new TableCreation(spark, settings);
    spark.conf().set("spark.databricks.delta.commitInfo.userMetadata", stamp.json());
  }

  /**
   * Opens a lake for one job, creating it on first use.
   *
   * @param notices gets a sentence when a write begins to wait for another run
   * @throws io.lakeprint.common.error.UsageException when the root cannot be written or a frozen
   *     setting differs from the lake's
   * @throws IllegalStateException when the session's zone is not UTC: dates would be wrong
   */
  public static DeltaLake open(
      SparkSession base,
      LakeSettings settings,
      LakeManifest manifest,
      CommitStamp stamp,
      Consumer<String> notices) {
    if (!base.conf().get("spark.sql.session.timeZone").equals("UTC")) {
      throw new IllegalStateException("spark.sql.session.timeZone must be UTC to write");
    }
    LakeSettings absolute = absolute(base, settings);
    DeltaLake lake = new DeltaLake(base.newSession(), absolute, stamp, notices);
    try (Lease lease = lake.leases.take("lake")) {
      manifest.establish(lake.files, new Path(absolute.root(), "_lakeprint"), absolute.root());
    }
    return lake;
  }

  @Override
  public SparkSession spark() {
    return spark;
  }

  @Override
  public String root() {
    return root;
  }

  @Override
  public String location(TableSpec table) {
    return root + "/" + table.area() + "/" + table.table();
  }

  @Override
  public boolean exists(TableSpec table) {
    return version(table) >= 0;
  }

  @Override
  public Dataset<Row> read(TableSpec table) {
    return exists(table)
        ? spark.read().format("delta").load(location(table))
        : spark.createDataFrame(List.of(), table.schema());
  }

  @Override
  public Dataset<Row> readAt(TableSpec table, long version) {
    return version < 0
        ? spark.createDataFrame(List.of(), table.schema())
        : spark.read().format("delta").option("versionAsOf", version).load(location(table));
  }

  @Override
  public Dataset<Row> changes(TableSpec table, long after, long to) {
    return spark
        .read()
        .format("delta")
        .option("readChangeFeed", true)
        .option("startingVersion", after + 1)
        .option("endingVersion", to)
        .load(location(table));
  }

  @Override
  public long version(TableSpec table) {
    return LatestCommit.versionOf(spark, location(table));
  }

  @Override
  public WriteResult append(TableSpec table, Dataset<Row> rows, Transaction transaction) {
    Dataset<Row> checked = WriteCheck.conform(table, rows);
    return commit(
        table,
        location ->
            checked
                .write()
                .format("delta")
                .mode(SaveMode.Append)
                .option("txnAppId", transaction.application())
                .option("txnVersion", transaction.version())
                .save(location));
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows) {
    return sync(table, rows, "true");
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows, String scope) {
    Dataset<Row> wanted = WriteCheck.conform(table, rows);
    if (!exists(table) || read(table).filter(scope).isEmpty()) {
      return commit(table, location -> add(wanted, location));
    }
    if (creation.hasRetiredColumns(table, location(table))) {
      return overwrite(table, wanted, "true");
    }
    creation.ensure(table, location(table));
    Dataset<Row> kept = wanted.persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> changes =
        new Changes(table)
            .between(read(table).filter(scope).select(table.cols()), kept)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      if (changes.isEmpty()) {
        return WriteResult.unchanged(table, version(table));
      }
      return table.changeFeed() ? merge(table, changes, scope) : overwrite(table, kept, scope);
    } finally {
      changes.unpersist();
      kept.unpersist();
    }
  }

  @Override
  public WriteResult replace(TableSpec table, Dataset<Row> current, Dataset<Row> wanted) {
    Dataset<Row> checked = WriteCheck.conform(table, wanted);
    if (!exists(table)) {
      return sync(table, checked);
    }
    creation.ensure(table, location(table));
    Dataset<Row> changes =
        new Changes(table)
            .between(current.select(table.cols()), checked)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Column others = not(col(Changes.OPERATION).equalTo(Changes.INSERT));
      Row counts = changes.agg(count(lit(1)), count_if(others)).first();
      if (counts.getLong(0) == 0) {
        return WriteResult.unchanged(table, version(table));
      }
      return counts.getLong(1) == 0
          ? commit(table, location -> add(changes.select(table.cols()), location))
          : merge(table, changes, "true");
    } finally {
      changes.unpersist();
    }
  }

  private static void add(Dataset<Row> rows, String location) {
    rows.write().format("delta").mode(SaveMode.Append).save(location);
  }

  @Override
  public WriteResult replaceWhere(TableSpec table, Dataset<Row> rows, String scope) {
    return overwrite(table, WriteCheck.conform(table, rows), scope);
  }

  @Override
  public WriteResult update(
      TableSpec table, Dataset<Row> changes, List<ColumnSpec> on, String prune) {
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
    return commit(
        table,
        location ->
            merging(location, changes, on, prune)
                .whenMatched(differs)
                .update(assignments(set))
                .execute());
  }

  @Override
  public Lease lease(TableSpec table) {
    return leases.take(table.name());
  }

  @Override
  public Optional<Lease> presence(String runId) {
    String name = "run-" + runId;
    return leases
        .takeIfFree(name)
        .map(
            lease ->
                () -> {
                  leases.forget(name);
                  lease.close();
                });
  }

  private WriteResult merge(TableSpec table, Dataset<Row> changes, String scope) {
    Column operation = col(FRESH + Changes.OPERATION);
    return commit(
        table,
        location ->
            merging(location, changes, table.key(), scope)
                .whenMatched(operation.equalTo(Changes.DELETE))
                .delete()
                .whenMatched(operation.equalTo(Changes.UPDATE))
                .update(assignments(table.columns()))
                .whenNotMatched(operation.equalTo(Changes.INSERT))
                .insert(assignments(table.columns()))
                .execute());
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

  private WriteResult overwrite(TableSpec table, Dataset<Row> rows, String scope) {
    return commit(
        table,
        location -> {
          DataFrameWriter<Row> writer = rows.write().format("delta").mode(SaveMode.Overwrite);
          if (scope.equals("true")) {
            writer.option("overwriteSchema", true).save(location);
          } else {
            writer.option("replaceWhere", scope).save(location);
          }
        });
  }

  /** Steps of one job write a table one after the other, so that each knows its own commit. */
  private WriteResult commit(TableSpec table, Commits.Write write) {
    String location = location(table);
    ReentrantLock turn = turns.computeIfAbsent(table.name(), name -> new ReentrantLock(true));
    turn.lock();
    try (Lease lease = lease(table)) {
      if (!exists(table)) {
        creation.ensure(table, location);
      }
      return commits.run(table, spark, location, write);
    } finally {
      turn.unlock();
    }
  }

  private static LakeSettings absolute(SparkSession spark, LakeSettings settings) {
    Path path = new Path(settings.root());
    FileSystem files = filesystem(spark, settings.root());
    return new LakeSettings(
        files.makeQualified(path).toString(),
        settings.catalog(),
        settings.leaseWait(),
        settings.commitAttempts(),
        settings.currency());
  }

  private static FileSystem filesystem(SparkSession spark, String root) {
    try {
      return new Path(root).getFileSystem(spark.sparkContext().hadoopConfiguration());
    } catch (IOException e) {
      throw LakeErrors.rootNotWritable(root, e);
    }
  }
}
