package io.lakeprint.common.run;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.lake.Changed;
import io.lakeprint.common.lake.Increment;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import io.lakeprint.common.tables.Watch;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The step of a job whose tables follow from events alone.
 *
 * <p>Keys change by events that came late or went, that belong to another person now, that say
 * something else after a reload, and by the as-of passing over their day.
 */
public final class EventsStep implements AutoCloseable {

  private static final ColumnSpec DAY = EventsTable.EVENT_DATE;

  private final Dataset<Row> events;
  private final Step step;

  private EventsStep(Dataset<Row> events, Step step) {
    this.events = events;
    this.step = step;
  }

  /**
   * Starts the step.
   *
   * @param job whose outputs have the key columns of {@code watch} under the same names
   * @param watch what matters of {@code events.events}
   * @param config what else the tables follow from
   */
  public static EventsStep of(JobContext context, JobSpec<?> job, Watch watch, Record config) {
    Increment increment = increment(context, job, config);
    Changed changed = changed(context, watch, increment);
    return new EventsStep(
        events(context, watch, increment), Step.of(context, job.outputs(), increment, changed));
  }

  /**
   * The same for tables whose keys contain the day: days after the as-of stay as they are.
   *
   * @param watch with the day among its keys
   */
  public static EventsStep ofDays(JobContext context, JobSpec<?> job, Watch watch, Record config) {
    Increment increment = increment(context, job, config);
    Changed changed = changed(context, watch, increment);
    for (TableSpec output : job.outputs()) {
      changed = changed.or(increment.leftBehind(output, DAY, watch));
    }
    if (changed instanceof Changed.Keys keys) {
      changed = new Changed.Keys(keys.rows().where(DAY.col().leq(lit(context.asOf()))));
    }
    Step step = Step.of(context, job.outputs(), increment, changed);
    return new EventsStep(
        events(context, watch, increment), step.within(days(context, step.changed())));
  }

  /**
   * Events of the keys to compute, up to the as-of, in the watched columns: a transform that needs
   * another one fails instead of missing its changes.
   */
  public Dataset<Row> events() {
    return step.of(events);
  }

  /** Makes the rows of the computed keys those of the table. */
  public WriteResult sync(TableSpec table, Dataset<Row> rows) {
    return step.sync(table, rows);
  }

  /** The writes so far, and why everything was computed anew if it was. */
  public JobReport report() {
    return step.report();
  }

  @Override
  public void close() {
    step.close();
  }

  private static Increment increment(JobContext context, JobSpec<?> job, Record config) {
    return context
        .lake()
        .increment(
            job.outputs(),
            List.of(EventsTable.SPEC),
            context.asOf(),
            DefinitionText.of(config).text());
  }

  private static Dataset<Row> events(JobContext context, Watch watch, Increment increment) {
    return watch.of(increment.input(EventsTable.SPEC).where(DAY.col().leq(lit(context.asOf()))));
  }

  /** Events beyond both as-ofs are in no table, neither before nor after. */
  private static Changed changed(JobContext context, Watch watch, Increment increment) {
    LocalDate last = increment.lastAsOf().orElse(context.asOf());
    LocalDate latest = last.isAfter(context.asOf()) ? last : context.asOf();
    return increment
        .changed(EventsTable.SPEC, watch.and(DAY.col().leq(lit(latest))))
        .or(increment.passed(EventsTable.SPEC, DAY, watch));
  }

  /** The days of the keys, of which there are as many as the lake has at most. */
  private static String days(JobContext context, Changed changed) {
    if (!(changed instanceof Changed.Keys keys)) {
      return DAY.name() + " <= DATE'" + context.asOf() + "'";
    }
    Row row = keys.rows().agg(array_sort(collect_set(DAY.col().cast(Types.STRING)))).head();
    return row.<String>getList(0).stream()
        .map(day -> "DATE'" + day + "'")
        .collect(Collectors.joining(", ", DAY.name() + " IN (", ")"));
  }
}
