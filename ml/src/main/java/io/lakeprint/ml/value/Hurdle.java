package io.lakeprint.ml.value;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.zip_with;

import io.lakeprint.common.tables.CustomerValuesTable;
import io.lakeprint.ml.registry.BoostedTrees;
import io.lakeprint.ml.registry.FittedBoost;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The amount of a horizon in two stages, each told by boosted trees: whether somebody buys at all,
 * and how much it is then (Cragg 1971). Both see what the purchase model says of the customer
 * beside what it cannot know: the last horizon on its own, against the whole past.
 *
 * <p>Amounts are {@code P(buys) · exp(sum of the trees) · smearing}. Trees that foretell the
 * logarithm foretell a middle amount; the smearing brings them up to the mean (Duan 1983).
 *
 * @param buys whether
 * @param logAmount logarithm of how much, of who buys
 * @param smearing what was spent over what {@code exp} of the logarithms adds up to
 */
record Hurdle(FittedBoost buys, BoostedTrees logAmount, double smearing) {
  static final String AMOUNT_OF_PURCHASE = "amount_of_purchase";
  static final String SILENT_DAYS = "silent_days";

  /** What the stages see, as numbers of {@link #values}. */
  static final ModelInputs INPUTS =
      new ModelInputs(
          List.of(
                  CustomerValuesTable.EXPECTED_PURCHASES.name(),
                  AMOUNT_OF_PURCHASE,
                  CustomerValuesTable.PURCHASE_DAY_COUNT.name(),
                  CustomerValuesTable.PAID_AMOUNT.name(),
                  SILENT_DAYS,
                  CustomersTransform.AGE_DAYS,
                  CustomersTransform.RECENT_DAYS,
                  CustomersTransform.RECENT_AMOUNT)
              .stream()
              .map(name -> new ModelInput(name, 0))
              .toList());

  private static final String WHETHER = "_whether";
  private static final String HOW_MUCH = "_how_much";
  private static final String BUYS = "buys";
  private static final String LOG_AMOUNT = "log-amount";

  /** The inputs of a customer, in the order of {@link #INPUTS}. */
  static double[] values(ValueModel model, Customer customer, int horizonDays) {
    return new double[] {
      model.expectedPurchases(customer, horizonDays),
      model.expectedAmountOfPurchase(customer),
      customer.purchaseDays(),
      customer.amount(),
      customer.silentDays(),
      customer.ageDays(),
      customer.recentDays(),
      customer.recentAmount()
    };
  }

  /** The rows with the expected amount as one more double column, 0 or more. */
  Dataset<Row> amounts(Dataset<Row> rows, String column) {
    return logAmount
        .sum(buys.score(rows, WHETHER), HOW_MUCH)
        .withColumn(column, col(WHETHER).multiply(exp(col(HOW_MUCH))).multiply(smearing))
        .drop(WHETHER, HOW_MUCH);
  }

  /**
   * The rows with one more column, an array with one double per input: the change in the logarithm
   * of the expected amount that its value makes against the average customer. They and a number
   * that is the same for everybody add up to it.
   *
   * <p>The trees' contributions are to the log-odds of buying; each counts as much of the change in
   * the logarithm of the probability as it has of the change in log-odds (the rescale rule of
   * Shrikumar, Greenside and Kundaje 2017).
   */
  Dataset<Row> effects(Dataset<Row> rows, String column) {
    String odds = WHETHER + "_log_odds";
    Column all = aggregate(col(WHETHER), lit(0.0), (sum, one) -> sum.plus(one));
    Column average = col(odds).minus(all);
    Column slope =
        when(
                abs(all).gt(1e-6),
                logProbability(col(odds)).minus(logProbability(average)).divide(all))
            .otherwise(lit(1.0).divide(exp(col(odds)).plus(1.0)));
    return logAmount
        .contributions(buys.trees().sum(buys.trees().contributions(rows, WHETHER), odds), HOW_MUCH)
        .withColumn(odds, slope)
        .withColumn(
            column,
            zip_with(
                col(WHETHER),
                col(HOW_MUCH),
                (whether, howMuch) -> whether.multiply(col(odds)).plus(howMuch)))
        .drop(WHETHER, HOW_MUCH, odds);
  }

  private static Column logProbability(Column logOdds) {
    return negate(log1p(exp(negate(logOdds))));
  }

  /** Writes the trees below {@code folder}; {@code smearing} is in {@code ml.value_models}. */
  void saveTo(Path folder, Configuration hadoop) {
    buys.saveTo(new Path(folder, BUYS), hadoop);
    logAmount.saveTo(new Path(folder, LOG_AMOUNT), hadoop);
  }

  /**
   * What {@link #saveTo} wrote.
   *
   * @throws io.lakeprint.common.error.InputContractException when it is gone
   */
  static Hurdle load(Path folder, double smearing, Configuration hadoop) {
    return new Hurdle(
        new FittedBoost(BoostedTrees.load(INPUTS, new Path(folder, BUYS), hadoop)),
        BoostedTrees.load(INPUTS, new Path(folder, LOG_AMOUNT), hadoop),
        smearing);
  }
}
