package io.lakeprint.common.lake;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.JobState.TableVersion;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Watch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * One step of tables that follow from other tables: what they were made from, what there is now,
 * and which keys lie between.
 *
 * <p>A job asks, computes those keys with the same transforms that would compute all, and writes
 * them with {@link #state()}, which the next step starts from. Where it cannot be told what
 * changed, the answer is {@link Changed.Everything}, with the reason.
 */
public final class Increment implements AutoCloseable {

  private final Lake lake;
  private final Feeds feeds;
  private final LastState last;
  private final JobState state;
  private final List<Dataset<Row>> kept = new ArrayList<>();

  /** Where change feeds come from. */
  @FunctionalInterface
  interface Feeds {
    Changed between(
        TableSpec table, long from, long to, Watch watch, UnaryOperator<Dataset<Row>> keep);
  }

  /** What the tables were made from, or why that is unknown or of no use. */
  sealed interface LastState {
    /** Known, and made from the same definitions. */
    record Known(JobState state) implements LastState {}

    /** To be made from the beginning. */
    record Lost(String reason) implements LastState {}
  }

  Increment(Lake lake, Feeds feeds, LastState last, JobState state) {
    this.lake = lake;
    this.feeds = feeds;
    this.last = last;
    this.state = state;
  }

  /** What this step makes its tables from; goes into the commit of each of them. */
  public JobState state() {
    return state;
  }

  /**
   * The last step again, from the beginning: the inputs are those it read.
   *
   * @throws io.lakeprint.common.error.UsageException when the last step had another as-of
   */
  public Increment again() {
    if (!(last instanceof LastState.Known known)) {
      return this;
    }
    if (!known.state().asOf().equals(state.asOf())) {
      throw LakeErrors.anotherAsOf(state.asOf(), known.state().asOf());
    }
    return new Increment(lake, feeds, new LastState.Lost("made again"), known.state());
  }

  /** The as-of of the last step; empty where everything is made from the beginning. */
  public Optional<LocalDate> lastAsOf() {
    return last instanceof LastState.Known known
        ? Optional.of(known.state().asOf())
        : Optional.empty();
  }

  /** An input as it stands in {@link #state()}. */
  public Dataset<Row> input(TableSpec table) {
    return lake.readAt(table, state.of(table.name()).version());
  }

  /**
   * Keys of rows of an input that came, went, or changed in a watched column since the last step. A
   * row whose key columns changed counts under the old and the new ones.
   */
  public Changed changed(TableSpec input, Watch watch) {
    if (last instanceof LastState.Lost lost) {
      return new Changed.Everything(lost.reason());
    }
    TableVersion before = ((LastState.Known) last).state().of(input.name());
    TableVersion now = state.of(input.name());
    if (before.equals(now)) {
      return new Changed.Nothing();
    }
    if (!before.tableId().equals(now.tableId())) {
      return new Changed.Everything(input.name() + " is another table than it was");
    }
    if (before.version() > now.version()) {
      return new Changed.Everything(
          input.name() + " is at version " + now.version() + ", before it was " + before.version());
    }
    return input.changeFeed()
        ? feeds.between(input, before.version(), now.version(), watch, this::keep)
        : new Changed.Everything(input.name() + " changed, and has no change feed");
  }

  /**
   * Keys of rows of an input that the as-of passed over since the last step, forwards or backwards.
   */
  public Changed passed(TableSpec input, ColumnSpec day, Watch watch) {
    if (last instanceof LastState.Lost lost) {
      return new Changed.Everything(lost.reason());
    }
    LocalDate before = ((LastState.Known) last).state().asOf();
    LocalDate now = state.asOf();
    if (before.equals(now)) {
      return new Changed.Nothing();
    }
    LocalDate first = (before.isBefore(now) ? before : now).plusDays(1);
    LocalDate end = before.isBefore(now) ? now : before;
    return new Changed.Keys(
        watch.keysOf(input(input).where(day.col().between(lit(first), lit(end)))));
  }

  /**
   * Keys of rows that a table of this job has of days after the last as-of, up to this one: an
   * older as-of left them as they were, and what they were made from may be gone since.
   */
  public Changed leftBehind(TableSpec output, ColumnSpec day, Watch watch) {
    Optional<LocalDate> before = lastAsOf();
    if (before.isEmpty() || !before.get().isBefore(state.asOf())) {
      return new Changed.Nothing();
    }
    return new Changed.Keys(
        lake.read(output)
            .where(day.col().gt(lit(before.get())).and(day.col().leq(lit(state.asOf()))))
            .select(watch.keyColumns())
            .distinct());
  }

  /**
   * Keys of rows of a table of this job that the calendar alone changes by the as-of.
   *
   * @param on day from which the row is another; null = never
   */
  public Changed due(TableSpec output, ColumnSpec on, List<ColumnSpec> keys) {
    if (last instanceof LastState.Lost lost) {
      return new Changed.Everything(lost.reason());
    }
    LocalDate before = ((LastState.Known) last).state().asOf();
    if (state.asOf().isBefore(before)) {
      return new Changed.Everything("as-of " + state.asOf() + " is before that of " + before);
    }
    return new Changed.Keys(
        lake.read(output)
            .where(on.col().leq(lit(state.asOf())))
            .select(keys.stream().map(ColumnSpec::col).toArray(Column[]::new))
            .distinct());
  }

  /** The same rows, computed once and kept until this step is closed. */
  public Dataset<Row> keep(Dataset<Row> rows) {
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(persisted);
    return persisted;
  }

  @Override
  public void close() {
    kept.forEach(Dataset::unpersist);
    kept.clear();
  }
}
