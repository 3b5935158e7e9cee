package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.ModelInputs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A way to learn probabilities from rows. Same rows in the same order, same result. */
public interface Learner {

  /** Its name, kebab-case. */
  String name();

  /**
   * Learns.
   *
   * @param rows {@link TrainingRows#LABEL}, {@link TrainingRows#WEIGHT} and {@link
   *     TrainingRows#VECTOR}, in one partition, in a total order, cached
   * @param inputs what the vector holds
   * @param seed of everything drawn
   */
  FittedLearner fit(Dataset<Row> rows, ModelInputs inputs, long seed);
}
