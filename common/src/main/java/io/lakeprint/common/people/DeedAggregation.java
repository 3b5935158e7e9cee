package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.people.udf.SequencesFunction;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.Types;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int WORD = 64;

  /** Whether a row can count: constants that prune files. */
  Column matters() {
    Column rows =
        input.counts(plan.includeBots()).and(plan.days(input).contains(input.day().col()));
    return plan.names(input)
        .map(names -> rows.and(input.eventName().col().isin(names.toArray())))
        .orElse(rows);
  }

  /** The aggregates over the rows of a person, for {@link #followed}. */
  List<Column> aggregates() {
    List<Column> aggregates = new ArrayList<>();
    plan.of(input).forEach(count -> aggregates.add(count.aggregate(plan.asOf())));
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

  /**
   * The day on which the calendar alone may next change what a person did, as an aggregate over
   * their rows; null = never. It is never later than the change.
   */
  Column nextChange() {
    Map<String, List<CalendarDays>> windows = new LinkedHashMap<>();
    Map<String, Column> about = new LinkedHashMap<>();
    for (DeedCount count : plan.of(input)) {
      windows.computeIfAbsent(count.subject(), key -> new ArrayList<>()).add(count.days());
      about.put(count.subject(), count.matches());
    }
    if (isFollowing()) {
      for (Deeds.Step step : plan.steps()) {
        windows.computeIfAbsent(step.subject(), key -> new ArrayList<>()).add(step.days());
        about.put(step.subject(), step.matches());
      }
    }
    List<Column> turns = new ArrayList<>();
    windows.forEach(
        (subject, days) ->
            new Turns(days, plan.asOf())
                .ofAny(about.getOrDefault(subject, lit(false)), input.day().col())
                .ifPresent(turns::add));
    return switch (turns.size()) {
      case 0 -> min(lit(null).cast(Types.DATE));
      case 1 -> turns.get(0);
      default -> least(turns.toArray(Column[]::new));
    };
  }

  private boolean isFollowing() {
    return input == DeedInput.EVENTS && !plan.sequences().isEmpty();
  }

  /** Time and conditions of an event that is a step of any sequence; null for others. */
  private Column step() {
    Column[] words = new Column[(plan.steps().size() + WORD - 1) / WORD];
    Arrays.fill(words, lit(0L));
    Column isAny = lit(false);
    for (int number = 0; number < plan.steps().size(); number++) {
      Deeds.Step step = plan.steps().get(number);
      Column matches =
          step.matches().and(step.days().on(plan.asOf()).contains(EventsTable.EVENT_DATE.col()));
      int word = number / WORD;
      words[word] =
          words[word].bitwiseOR(when(matches, lit(1L << (number % WORD))).otherwise(lit(0L)));
      isAny = isAny.or(matches);
    }
    return when(isAny, struct(unix_micros(EventsTable.EVENT_TIME.col()), array(words)));
  }
}
