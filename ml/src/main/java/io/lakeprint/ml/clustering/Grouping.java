package io.lakeprint.ml.clustering;

import java.util.List;
import org.apache.spark.ml.Model;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One way to group people that was found: a model that says of scaled features which of its groups
 * they belong to. Each row for itself.
 *
 * @param model the model
 * @param centers of the groups in the model's order
 */
record Grouping(Model<?> model, List<List<Double>> centers) {

  Grouping {
    centers = List.copyOf(centers);
  }

  /** The rows with {@link Grouper#GROUP}. */
  Dataset<Row> apply(Dataset<Row> scaled) {
    return model.transform(scaled);
  }
}
