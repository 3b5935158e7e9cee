package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.FittedLinear;
import io.lakeprint.ml.registry.ModelInputs;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Logistic regression of MLlib on standardised features with an L2 penalty.
 *
 * @param iterations at most so many steps of L-BFGS
 * @param penalty strength of the penalty
 */
public record LogisticLearner(int iterations, double penalty) implements Learner {

  @Override
  public String name() {
    return FittedLinear.NAME;
  }

  /** The coefficients come back on the scale of the features, whatever was standardised inside. */
  @Override
  public FittedLearner fit(Dataset<Row> rows, ModelInputs inputs, long seed) {
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFamily("binomial")
            .setStandardization(true)
            .setMaxIter(iterations)
            .setRegParam(penalty)
            .setElasticNetParam(0)
            .setFeaturesCol(TrainingRows.VECTOR)
            .setLabelCol(TrainingRows.LABEL)
            .setWeightCol(TrainingRows.WEIGHT)
            .fit(rows);
    Vector means =
        rows.select(Summarizer.mean(functions.col(TrainingRows.VECTOR))).first().getAs(0);
    return new FittedLinear(inputs, model.intercept(), boxed(model.coefficients()), boxed(means));
  }

  private static List<Double> boxed(Vector values) {
    return Arrays.stream(values.toArray()).boxed().toList();
  }
}
