package io.lakeprint.common.lake;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The lake on Delta tables.
 *
 * <p>One instance serves one job: it stamps the job's commits, and writes in a session of its own,
 * because Delta takes a commit's metadata for MERGE and DELETE from the session.
 */
public final class DeltaLake implements Lake {

  private final SparkSession spark;
  private final String root;
  private final FileSystem files;
  private final Commits commits;
  private final Leases leases;
  private final TableCreation creation;
  private final CommitStamp stamp;
  private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
  private final Statements statements;

  private DeltaLake(
      SparkSession spark, LakeSettings settings, CommitStamp stamp, Consumer<String> notices) {
    this.spark = spark;
    this.root = settings.root();
    this.files = filesystem(spark, root);
    this.leases =
        new Leases(
            files,
            new Path(root, LakeManifest.FOLDER + "/leases"),
            stamp.runId(),
            settings.leaseWait(),
            notices);
    this.commits = new Commits(settings.commitAttempts());
    this.creation = new TableCreation(spark, settings);
    this.stamp = stamp;
    this.statements = new Statements(spark, stamp);
    spark.conf().set(Statements.USER_METADATA, stamp.json(Optional.empty()));
    // Files that somebody has still to read stay (Lake.optimize), and may be read after that week.
    spark.conf().set(OldFiles.REFUSE_OLD_VERSIONS, "false");
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
    LakeSettings absolute = settings.in(filesystem(base, settings.root()));
    DeltaLake lake = new DeltaLake(base.newSession(), absolute, stamp, notices);
    try (Lease lease = lake.leases.take("lake")) {
      manifest.establish(
          lake.files, new Path(absolute.root(), LakeManifest.FOLDER), absolute.root());
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
    return exists(table) ? loaded(location(table)) : nothing(table);
  }

  private Dataset<Row> nothing(TableSpec table) {
    return spark.createDataFrame(List.of(), table.schema());
  }

  /**
   * A table that is there. Delta may hold for fresh what another thread saw of the log just before
   * the first commit, and then finds no table: asked again, it looks itself.
   */
  private Dataset<Row> loaded(String location) {
    try {
      return spark.read().format("delta").load(location);
    } catch (Exception e) {
      if (e instanceof SparkThrowable known
          && "DELTA_TABLE_NOT_FOUND".equals(known.getCondition())) {
        return spark.read().format("delta").load(location);
      }
      throw e;
    }
  }

  @Override
  public Dataset<Row> readAt(TableSpec table, long version) {
    return version < 0
        ? nothing(table)
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
    return CommitLog.of(spark, location(table)).latest();
  }

  @Override
  public Optional<LocalDate> asOf(TableSpec table) {
    return new States(this).asOf(table);
  }

  @Override
  public Increment increment(
      List<TableSpec> outputs, List<TableSpec> inputs, LocalDate asOf, String... definitions) {
    return new States(this).increment(outputs, inputs, asOf, definitions);
  }

  @Override
  public WriteResult append(TableSpec table, Dataset<Row> rows, Transaction transaction) {
    Dataset<Row> checked = WriteCheck.conformGiven(table, rows);
    return commit(
        table,
        location ->
            writer(checked, SaveMode.Append, Optional.empty())
                .option("txnAppId", transaction.application())
                .option("txnVersion", transaction.version())
                .save(location));
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows, Part part) {
    return sync(table, rows, part, Optional.empty());
  }

  @Override
  public WriteResult sync(TableSpec table, Dataset<Row> rows, Part part, JobState state) {
    return sync(table, rows, part, Optional.of(state));
  }

  private WriteResult sync(
      TableSpec table, Dataset<Row> rows, Part part, Optional<JobState> state) {
    Dataset<Row> wanted = WriteCheck.conform(table, rows);
    if (!exists(table) || (part.isScope() && holdsNothing(table, part))) {
      return insert(table, wanted, state);
    }
    if (part.isAll() && creation.hasRetiredColumns(table, location(table))) {
      return overwrite(table, wanted, part.scope(), state);
    }
    creation.ensure(table, location(table));
    Dataset<Row> current = part.of(read(table));
    if (table.changeFeed() || !part.isScope()) {
      return change(
          table, current, wanted, state, (changes, scope) -> merge(table, changes, scope, state));
    }
    // What is overwritten is read twice: to see what differs, and to be written.
    try (Cached kept = Cached.of(wanted)) {
      return change(
          table,
          current,
          kept.rows(),
          state,
          (changes, scope) -> overwrite(table, kept.rows(), part.scope(), state));
    }
  }

  /** Of a table without files, and of a whole table, its log tells; to ask for a row is a query. */
  private boolean holdsNothing(TableSpec table, Part part) {
    CommitLog log = CommitLog.of(spark, location(table));
    JsonNode files = log.checksum(log.latest()).path("numFiles");
    if (files.isNumber() && (part.isAll() || files.asLong() == 0)) {
      return files.asLong() == 0;
    }
    return part.of(read(table)).isEmpty();
  }

  @Override
  public WriteResult replace(TableSpec table, Dataset<Row> current, Dataset<Row> wanted) {
    Dataset<Row> checked = WriteCheck.conform(table, wanted);
    if (!exists(table)) {
      return insert(table, checked, Optional.empty());
    }
    creation.ensure(table, location(table));
    return change(
        table,
        current,
        checked,
        Optional.empty(),
        (changes, scope) -> merge(table, changes, scope, Optional.empty()));
  }

  @Override
  public WriteResult keep(TableSpec table, JobState state) {
    return new States(this).isLast(table, state)
        ? WriteResult.unchanged(table, version(table))
        : commit(
            table,
            location ->
                writer(nothing(table), SaveMode.Append, Optional.of(state))
                    .option("txnAppId", "state of " + table.name())
                    .option("txnVersion", version(table) + 1)
                    .save(location));
  }

  /** Writes what differs, given by operation, and a scope that holds for every row to change. */
  @FunctionalInterface
  private interface Write {
    WriteResult apply(Dataset<Row> changes, String scope);
  }

  /** Writes nothing where nothing differs, and appends where rows are only added. */
  private WriteResult change(
      TableSpec table,
      Dataset<Row> current,
      Dataset<Row> wanted,
      Optional<JobState> state,
      Write write) {
    Changes difference = new Changes(table);
    try (Cached changes = Cached.of(difference.between(current.select(table.cols()), wanted))) {
      Changes.Summary summary = difference.summary(changes.rows());
      if (summary.rows() == 0) {
        return state.isPresent()
            ? keep(table, state.get())
            : WriteResult.unchanged(table, version(table));
      }
      return summary.inserts() == summary.rows()
          ? insert(table, changes.rows().select(table.cols()), state)
          : write.apply(changes.rows(), summary.scope());
    }
  }

  /** Delta leaves an append without rows out, and a state with it, unless it is a transaction. */
  private WriteResult insert(TableSpec table, Dataset<Row> rows, Optional<JobState> state) {
    WriteResult written =
        commit(table, location -> writer(rows, SaveMode.Append, state).save(location));
    return written.rows() == 0 && state.isPresent() ? keep(table, state.get()) : written;
  }

  /** A table that is not there has nothing to replace, and Delta need not look for it. */
  @Override
  public WriteResult replaceWhere(TableSpec table, Dataset<Row> rows, String scope) {
    Dataset<Row> checked = WriteCheck.conform(table, rows);
    return exists(table)
        ? overwrite(table, checked, scope, Optional.empty())
        : insert(table, WriteCheck.within(table, checked, scope), Optional.empty());
  }

  @Override
  public WriteResult delete(TableSpec table, Column rows) {
    return read(table).where(rows).isEmpty()
        ? WriteResult.unchanged(table, version(table))
        : commit(table, location -> statements.delete(location, rows));
  }

  @Override
  public WriteResult update(
      TableSpec table, Dataset<Row> changes, List<ColumnSpec> on, String prune) {
    return commit(table, location -> statements.update(table, location, changes, on, prune));
  }

  @Override
  public Upkeep optimize(TableSpec table, Duration retention, OptionalLong needed) {
    if (!exists(table)) {
      return Upkeep.none(table, -1);
    }
    OldFiles old = new OldFiles(this, table);
    try (Lease lease = lease(table)) {
      Optional<Instant> held = old.heldSince(needed, retention, Instant.now());
      long before = fileCount(table);
      WriteResult write = commit(table, statements::optimize);
      long deleted = held.isPresent() ? 0 : old.delete();
      return new Upkeep(table, write, before, fileCount(table), deleted, held);
    }
  }

  private long fileCount(TableSpec table) {
    return StoredTable.of(spark, location(table)).orElseThrow().files();
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

  private WriteResult merge(
      TableSpec table, Dataset<Row> changes, String scope, Optional<JobState> state) {
    return commit(table, location -> statements.apply(table, location, changes, scope, state));
  }

  private WriteResult overwrite(
      TableSpec table, Dataset<Row> rows, String scope, Optional<JobState> state) {
    return commit(
        table,
        location -> {
          DataFrameWriter<Row> writer = writer(rows, SaveMode.Overwrite, state);
          if (scope.equals("true")) {
            // A table that gets another schema is partitioned by what this write says.
            if (!table.partitionBy().isEmpty()) {
              writer.partitionBy(TableCreation.names(table.partitionBy()));
            }
            writer.option("overwriteSchema", true).save(location);
          } else {
            writer.option("replaceWhere", scope).save(location);
          }
        });
  }

  /** Rows may come from another session, which knows nothing of this job. */
  private DataFrameWriter<Row> writer(Dataset<Row> rows, SaveMode mode, Optional<JobState> state) {
    return rows.write().format("delta").mode(mode).option("userMetadata", stamp.json(state));
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

  private static FileSystem filesystem(SparkSession spark, String root) {
    try {
      return new Path(root).getFileSystem(spark.sparkContext().hadoopConfiguration());
    } catch (IOException e) {
      throw LakeErrors.rootNotWritable(root, e);
    }
  }
}
