package io.lakeprint.ml.value;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.Types;
import io.lakeprint.ml.registry.BoostedTrees;
import io.lakeprint.ml.registry.FittedBoost;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.training.BoostLearner;
import io.lakeprint.ml.training.TrainingRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Fits a {@link Hurdle} to customers of several dates. The rows stay in one partition, so that
 * their order gives the same trees to the last bit.
 *
 * @param trees how both stages learn
 * @param seed of everything drawn
 * @param horizonDays days foretold
 */
record HurdleLearner(BoostLearner trees, long seed, int horizonDays) {

  private static final String TOLD = "_told";

  /** Fewer of one kind than this would make the trees up. */
  private static final int OF_EACH = 5 * Hurdle.INPUTS.inputs().size();

  /**
   * Customers as they were at a date, and what they did in the horizon after it.
   *
   * @param model fitted to them as they were
   */
  record Seen(ValueModel model, List<Observed> observed) {
    Seen {
      observed = List.copyOf(observed);
    }

    private long buyers() {
      return observed.stream().filter(Seen::bought).count();
    }

    private static boolean bought(Observed one) {
      return one.laterAmount() > 0;
    }
  }

  /** Whether these are enough people of both kinds: who bought, and who did not. */
  static boolean canLearn(List<Seen> snapshots) {
    long all = snapshots.stream().mapToLong(seen -> seen.observed().size()).sum();
    long bought = snapshots.stream().mapToLong(Seen::buyers).sum();
    return Math.min(bought, all - bought) >= OF_EACH;
  }

  /**
   * What both stages learn from, each in one partition.
   *
   * @param whether everybody, labelled with 1 where they bought
   * @param howMuch who bought, labelled with the logarithm of the amount
   * @param buyers how many these are
   * @param spent by all of them
   */
  record Lessons(Dataset<Row> whether, Dataset<Row> howMuch, int buyers, double spent) {}

  /** Of what was seen, in this order; some must have bought and some not. */
  Lessons lessons(SparkSession spark, List<Seen> snapshots) {
    List<Row> whether = new ArrayList<>();
    List<Row> howMuch = new ArrayList<>();
    double spent = 0;
    for (Seen seen : snapshots) {
      for (Observed one : seen.observed()) {
        boolean bought = Seen.bought(one);
        double[] inputs = Hurdle.values(seen.model(), one.customer(), horizonDays);
        whether.add(labelled(inputs, bought ? 1 : 0));
        if (bought) {
          howMuch.add(labelled(inputs, Math.log(one.laterAmount())));
          spent += one.laterAmount();
        }
      }
    }
    return new Lessons(learnable(spark, whether), learnable(spark, howMuch), howMuch.size(), spent);
  }

  /** Fits it. */
  Hurdle fit(Lessons lessons) {
    FittedBoost buys = trees.fit(lessons.whether(), Hurdle.INPUTS, seed);
    BoostedTrees logAmount = trees.fitNumber(lessons.howMuch(), Hurdle.INPUTS, seed);
    double told =
        logAmount.sum(lessons.howMuch(), TOLD).select(TOLD).takeAsList(lessons.buyers()).stream()
            .mapToDouble(row -> Math.exp(row.getDouble(0)))
            .sum();
    return new Hurdle(buys, logAmount, lessons.spent() / told);
  }

  /** What it foretells of each of these customers, in their order. */
  double[] amounts(SparkSession spark, Hurdle hurdle, ValueModel model, List<Customer> customers) {
    return hurdle
        .amounts(rows(spark, model, customers), TOLD)
        .select(TOLD)
        .takeAsList(customers.size())
        .stream()
        .mapToDouble(row -> row.getDouble(0))
        .toArray();
  }

  /** What the stages see of each of these customers, in their order. */
  Dataset<Row> rows(SparkSession spark, ValueModel model, List<Customer> customers) {
    return spark
        .createDataFrame(
            customers.stream()
                .map(customer -> labelled(Hurdle.values(model, customer, horizonDays), 0))
                .toList(),
            schema())
        .coalesce(1);
  }

  private static Row labelled(double[] inputs, double label) {
    Object[] values = new Object[inputs.length + 1];
    for (int i = 0; i < inputs.length; i++) {
      values[i] = inputs[i];
    }
    values[inputs.length] = label;
    return RowFactory.create(values);
  }

  private static StructType schema() {
    StructType schema = new StructType();
    for (ModelInput input : Hurdle.INPUTS.inputs()) {
      schema = schema.add(input.feature(), Types.DOUBLE, false);
    }
    return schema.add(TrainingRows.LABEL, Types.DOUBLE, false);
  }

  /** Everybody weighs the same, so that probabilities need no calibration. */
  private static Dataset<Row> learnable(SparkSession spark, List<Row> rows) {
    return spark
        .createDataFrame(rows, schema())
        .coalesce(1)
        .withColumn(TrainingRows.WEIGHT, lit(1.0))
        .withColumn(TrainingRows.VECTOR, Hurdle.INPUTS.vector());
  }
}
