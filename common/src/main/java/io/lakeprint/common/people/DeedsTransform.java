package io.lakeprint.common.people;

import io.lakeprint.common.tables.PersonsTable;
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
        DeedAggregation wanted = new DeedAggregation(plan, input);
        List<Column> aggregates = wanted.aggregates();
        Dataset<Row> deeds =
            wanted
                .judged(inputs.of(input))
                .groupBy(input.person().col())
                .agg(aggregates.get(0), aggregates.stream().skip(1).toArray(Column[]::new));
        joined = joined.join(wanted.followed(deeds), PersonsTable.ONE_ID.name(), "left");
      }
    }
    return joined;
  }
}
