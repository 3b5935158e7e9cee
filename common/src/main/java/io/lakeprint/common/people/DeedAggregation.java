package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.people.udf.SequencesFunction;
import io.lakeprint.common.tables.EventsTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a plan wants of one input, as the parts of an aggregation over it by person.
 *
 * @param plan all that is counted and followed
 * @param input the table
 */
record DeedAggregation(DeedsPlan plan, DeedInput input) {

  /** Column of the list with a boolean for each sequence. */
  static final String SEQUENCES = "sequences";

  private static final String STEPS = "steps";

  /** Whether a row can count: constants that prune files. */
  Column matters() {
    Column rows =
        input.counts(plan.includeBots()).and(plan.days(input).contains(input.day().col()));
    return plan.names(input)
        .map(names -> rows.and(input.eventName().col().isin(names.toArray())))
        .orElse(rows);
  }

  /**
   * The rows that matter with a column for each subject of a count, so that what a row is about is
   * compared once, however many counts look at it.
   */
  Dataset<Row> judged(Dataset<Row> rows) {
    Map<String, Column> subjects = new LinkedHashMap<>();
    plan.of(input).forEach(count -> subjects.put(about(count), count.matches()));
    return rows.where(matters()).withColumns(subjects);
  }

  private String about(DeedCount count) {
    List<String> subjects = plan.of(input).stream().map(DeedCount::subject).distinct().toList();
    return "about " + subjects.indexOf(count.subject());
  }

  /** The aggregates over the {@link #judged} rows of a person, for {@link #followed}. */
  List<Column> aggregates() {
    List<Column> aggregates = new ArrayList<>();
    for (DeedCount count : plan.of(input)) {
      aggregates.add(count.aggregate(Deeds.quoted(about(count)), plan.asOf()));
    }
    if (isFollowing()) {
      aggregates.add(collect_list(step()).as(STEPS));
    }
    return aggregates;
  }

  /** The aggregated rows with whether each sequence was done, where any is followed. */
  Dataset<Row> followed(Dataset<Row> people) {
    return isFollowing()
        ? people
            .withColumn(SEQUENCES, SequencesFunction.of(plan.sequences(), col(STEPS)))
            .drop(STEPS)
        : people;
  }

  private boolean isFollowing() {
    return input == DeedInput.EVENTS && !plan.sequences().isEmpty();
  }

  /** Time and conditions of an event that is a step of any sequence; null for others. */
  private Column step() {
    List<Column> steps = plan.steps().stream().map(this::isStep).toList();
    Column isAny = steps.stream().reduce(lit(false), Column::or);
    return when(
        isAny,
        struct(
            unix_micros(EventsTable.EVENT_TIME.col()),
            array(Bits.of(steps).toArray(Column[]::new))));
  }

  private Column isStep(Deeds.Step step) {
    return step.matches().and(step.days().on(plan.asOf()).contains(EventsTable.EVENT_DATE.col()));
  }
}
