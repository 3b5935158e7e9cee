package io.lakeprint.ml.value;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Fits a {@link Hurdle} with MLlib's generalised linear regression, with a little L2 penalty: a
 * binomial with logit for whether, a normal one of the logarithm for how much, scaled so that the
 * total of what was spent comes out (a gamma with logarithm runs away from single huge orders). The
 * rows stay in one partition, so that their order gives the same factors to the last bit.
 *
 * @param penalty strength of the L2 penalty
 * @param horizonDays days foretold
 */
record HurdleLearner(double penalty, int horizonDays) {
  private static final String LABEL = "label";
  private static final String INPUTS = "inputs";
  private static final int ITERATIONS = 50;

  /** Fewer of one kind than factors would make the factors up. */
  private static final int OF_EACH = 5 * Hurdle.INPUTS.size();

  private static final StructType SCHEMA =
      new StructType()
          .add(LABEL, DataTypes.DoubleType, false)
          .add(INPUTS, SQLDataTypes.VectorType(), false);

  /** Whether these are enough people, and of both kinds. */
  boolean canLearn(List<Observed> observed, int minimum) {
    long bought = observed.stream().filter(one -> one.laterAmount() > 0).count();
    return observed.size() >= minimum && Math.min(bought, observed.size() - bought) >= OF_EACH;
  }

  /**
   * Fits it to what was seen, in this order; some must have bought and some not.
   *
   * @param model fitted to these customers as they were before the horizon
   */
  Hurdle fit(SparkSession spark, ValueModel model, List<Observed> observed) {
    List<Row> whether = new ArrayList<>();
    List<Row> howMuch = new ArrayList<>();
    List<Observed> buyers = new ArrayList<>();
    for (Observed one : observed) {
      double[] inputs = Hurdle.inputs(model, one.customer(), horizonDays);
      boolean bought = one.laterAmount() > 0;
      whether.add(RowFactory.create(bought ? 1.0 : 0.0, Vectors.dense(inputs)));
      if (bought) {
        howMuch.add(RowFactory.create(Math.log(one.laterAmount()), Vectors.dense(inputs)));
        buyers.add(one);
      }
    }
    Hurdle plain =
        new Hurdle(
            model,
            horizonDays,
            factors(spark, whether, "binomial", "logit"),
            factors(spark, howMuch, "gaussian", "identity"));
    double spent = buyers.stream().mapToDouble(Observed::laterAmount).sum();
    double told = buyers.stream().mapToDouble(one -> plain.amountOfBuyer(one.customer())).sum();
    return plain.scaled(spent / told);
  }

  private List<Double> factors(SparkSession spark, List<Row> rows, String family, String link) {
    Dataset<Row> together = spark.createDataFrame(rows, SCHEMA).coalesce(1);
    GeneralizedLinearRegressionModel fitted =
        new GeneralizedLinearRegression()
            .setFamily(family)
            .setLink(link)
            .setRegParam(penalty)
            .setMaxIter(ITERATIONS)
            .setLabelCol(LABEL)
            .setFeaturesCol(INPUTS)
            .fit(together);
    return DoubleStream.concat(
            DoubleStream.of(fitted.intercept()), DoubleStream.of(fitted.coefficients().toArray()))
        .boxed()
        .toList();
  }
}
