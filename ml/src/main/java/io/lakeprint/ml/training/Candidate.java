package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.ModelInputs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One way to learn that competes with others.
 *
 * @param name what tells it from the others
 * @param learner with its parameters
 * @param balanced whether both labels weigh the same in total, or every row the same
 */
public record Candidate(String name, Learner learner, boolean balanced) {

  /**
   * Learns.
   *
   * @param rows label and vector, in one partition, in a total order; both labels
   */
  FittedLearner fit(Dataset<Row> rows, ModelInputs inputs, long seed) {
    return learner.fit(rows.withColumn(TrainingRows.WEIGHT, weight(rows)), inputs, seed);
  }

  private Column weight(Dataset<Row> rows) {
    if (!balanced) {
      return lit(1.0);
    }
    Row counts = rows.agg(count(lit(1)), sum(TrainingRows.LABEL)).first();
    double all = counts.getLong(0);
    double positives = counts.getDouble(1);
    return when(col(TrainingRows.LABEL).equalTo(1), all / (2 * positives))
        .otherwise(all / (2 * (all - positives)));
  }
}
