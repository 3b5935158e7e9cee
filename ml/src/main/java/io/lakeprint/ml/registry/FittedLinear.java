package io.lakeprint.ml.registry;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A weighted sum of features, {@code 1 / (1 + exp(-(intercept + Σ coefficient·value)))}, as plain
 * column arithmetic.
 *
 * @param inputs features in the order of the coefficients
 * @param intercept log-odds where every value is 0
 * @param coefficients one per feature, on the scale of {@link ModelInput#value()}
 * @param means mean of each value among the people learned from
 */
public record FittedLinear(
    ModelInputs inputs, double intercept, List<Double> coefficients, List<Double> means)
    implements FittedLearner {

  /** Its name. */
  public static final String NAME = "logistic-regression";

  public FittedLinear {
    int count = inputs.inputs().size();
    if (coefficients.size() != count || means.size() != count) {
      throw new IllegalArgumentException(
          count
              + " features, "
              + coefficients.size()
              + " coefficients, "
              + means.size()
              + " means");
    }
    coefficients = List.copyOf(coefficients);
    means = List.copyOf(means);
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public Dataset<Row> score(Dataset<Row> rows, String column) {
    Column sum = lit(intercept);
    for (int i = 0; i < coefficients.size(); i++) {
      // A feature without weight must not cost its arithmetic on every row.
      if (coefficients.get(i) != 0) {
        sum = sum.plus(inputs.inputs().get(i).value().multiply(coefficients.get(i)));
      }
    }
    return rows.withColumn(column, lit(1.0).divide(exp(negate(sum)).plus(1.0)));
  }

  @Override
  public Optional<Dataset<Row>> effects(Dataset<Row> rows, String column) {
    Column effects =
        array(
            IntStream.range(0, coefficients.size()).mapToObj(this::effect).toArray(Column[]::new));
    return Optional.of(rows.withColumn(column, effects));
  }

  private Column effect(int i) {
    return coefficients.get(i) == 0
        ? lit(0.0)
        : inputs.inputs().get(i).value().minus(means.get(i)).multiply(coefficients.get(i));
  }

  @Override
  public SavedLearner saved() {
    return new SavedLearner(NAME, new SavedLearner.Linear(intercept, coefficients, means), null);
  }

  /** Everything is in the artefact's own file. */
  @Override
  public void saveTo(Path folder, Configuration hadoop) {}
}
