package io.lakeprint.ml.clustering;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One way to group people that was found.
 *
 * @param centers of the groups
 * @param assignment adds {@link Grouper#GROUP} to rows with {@link Grouper#VECTOR}, each row for
 *     itself
 */
record Grouping(List<List<Double>> centers, UnaryOperator<Dataset<Row>> assignment) {

  Grouping {
    centers = List.copyOf(centers);
  }

  /** The rows with {@link Grouper#GROUP}, the place of the group among the centres. */
  Dataset<Row> apply(Dataset<Row> scaled) {
    return assignment.apply(scaled);
  }
}
