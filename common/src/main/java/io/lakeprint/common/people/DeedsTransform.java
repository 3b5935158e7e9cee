package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.col;

import io.lakeprint.common.tables.PersonsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
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

  private static final String NEXT_CHANGE = "next change of deeds in ";

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
    return join(people, inputs, DeedAggregation::aggregates);
  }

  /** The same with the days of {@link #nextChanges} beside. */
  public Dataset<Row> joinWithChange(Dataset<Row> people, Inputs inputs) {
    return join(
        people,
        inputs,
        wanted -> {
          List<Column> aggregates = new ArrayList<>(wanted.aggregates());
          aggregates.add(wanted.nextChange().as(NEXT_CHANGE + wanted.input()));
          return aggregates;
        });
  }

  /**
   * The days on which the calendar alone may next change what a person did, one for each input that
   * is read; null = never.
   */
  public List<Column> nextChanges() {
    return read().stream().map(input -> col("`" + NEXT_CHANGE + input + "`")).toList();
  }

  private List<DeedInput> read() {
    return Stream.of(DeedInput.values()).filter(plan::reads).toList();
  }

  private Dataset<Row> join(
      Dataset<Row> people, Inputs inputs, Function<DeedAggregation, List<Column>> asked) {
    Dataset<Row> joined = people;
    for (DeedInput input : read()) {
      DeedAggregation wanted = new DeedAggregation(plan, input);
      List<Column> aggregates = asked.apply(wanted);
      Dataset<Row> deeds =
          inputs
              .of(input)
              .where(wanted.matters())
              .groupBy(input.person().col())
              .agg(aggregates.get(0), aggregates.stream().skip(1).toArray(Column[]::new));
      joined = joined.join(wanted.followed(deeds), PersonsTable.ONE_ID.name(), "left");
    }
    return joined;
  }
}
