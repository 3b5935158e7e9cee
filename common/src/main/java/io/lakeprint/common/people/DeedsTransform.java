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
import io.lakeprint.common.tables.PersonsTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What people did, beside them: every input that the plan reads is read once, filtered to the days
 * and names that matter, and aggregated once by person.
 *
 * <p>Deterministic, whatever the order and partitioning of the rows.
 */
public record DeedsTransform(DeedsPlan plan) {

  /** Column of the list with a boolean for each sequence. */
  static final String SEQUENCES = "sequences";

  private static final int WORD = 64;

  /** Rows of the tables of the same name; what the plan does not read is not looked at. */
  public record Inputs(Dataset<Row> activity, Dataset<Row> dimensions, Dataset<Row> events) {

    Dataset<Row> of(DeedInput input) {
      return switch (input) {
        case ACTIVITY -> activity;
        case DIMENSIONS -> dimensions;
        case EVENTS -> events;
      };
    }
  }

  /**
   * The people, one row per {@code one_id}, with a column for each count and one for the sequences;
   * null for who is not in the input.
   */
  public Dataset<Row> join(Dataset<Row> people, Inputs inputs) {
    Dataset<Row> joined = people;
    for (DeedInput input : DeedInput.values()) {
      if (plan.reads(input)) {
        joined = joined.join(of(input, inputs.of(input)), PersonsTable.ONE_ID.name(), "left");
      }
    }
    return joined;
  }

  private Dataset<Row> of(DeedInput input, Dataset<Row> rows) {
    List<Column> aggregates = new ArrayList<>();
    plan.of(input).forEach(count -> aggregates.add(count.aggregate()));
    boolean follows = input == DeedInput.EVENTS && !plan.sequences().isEmpty();
    if (follows) {
      aggregates.add(collect_list(step()).as(SEQUENCES));
    }
    Dataset<Row> people =
        rows.where(matters(input))
            .groupBy(input.person().col())
            .agg(aggregates.get(0), aggregates.stream().skip(1).toArray(Column[]::new));
    return follows
        ? people.withColumn(SEQUENCES, SequencesFunction.of(plan.sequences(), col(SEQUENCES)))
        : people;
  }

  /** Constants that prune files. */
  private Column matters(DeedInput input) {
    Column rows =
        input.counts(plan.includeBots()).and(plan.days(input).contains(input.day().col()));
    return plan.names(input)
        .map(names -> rows.and(input.eventName().col().isin(names.toArray())))
        .orElse(rows);
  }

  /** Time and conditions of an event that is a step of any sequence; null for others. */
  private Column step() {
    Column[] words = new Column[(plan.steps().size() + WORD - 1) / WORD];
    Arrays.fill(words, lit(0L));
    Column isAny = lit(false);
    for (int number = 0; number < plan.steps().size(); number++) {
      Deeds.Step step = plan.steps().get(number);
      Column matches = step.matches().and(step.days().contains(EventsTable.EVENT_DATE.col()));
      int word = number / WORD;
      words[word] =
          words[word].bitwiseOR(when(matches, lit(1L << (number % WORD))).otherwise(lit(0L)));
      isAny = isAny.or(matches);
    }
    return when(isAny, struct(unix_micros(EventsTable.EVENT_TIME.col()), array(words)));
  }
}
