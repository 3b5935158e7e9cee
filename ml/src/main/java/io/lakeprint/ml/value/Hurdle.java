package io.lakeprint.ml.value;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The amount of a horizon in two stages: whether somebody buys at all, and how much it is then
 * (Cragg 1971). Both see what the purchase model says of the customer beside what it cannot know:
 * the last horizon on its own, against the whole past.
 *
 * @param model what the stages build on, fitted at the same date
 * @param horizonDays days foretold
 * @param buys log-odds of buying: intercept, then one factor per input
 * @param amount logarithm of the amount of who buys: intercept, then one factor per input
 */
public record Hurdle(ValueModel model, int horizonDays, List<Double> buys, List<Double> amount)
    implements Serializable {

  /**
   * What the stages see, in order. P(alive) is in the expected purchases; on its own it hardly
   * varies in a shop that nobody leaves, and its factor would run away.
   */
  static final List<String> INPUTS =
      List.of(
          "log_expected_purchases",
          "log_amount_of_purchase",
          "log_purchase_days",
          "log_silent_days",
          "log_age_days",
          "log_recent_days",
          "log_recent_amount");

  /** Logarithms of amounts are taken off these many units, so that small ones do not run away. */
  private static final double UNIT = 1;

  public Hurdle {
    buys = List.copyOf(buys);
    amount = List.copyOf(amount);
    if (buys.size() != INPUTS.size() + 1 || amount.size() != INPUTS.size() + 1) {
      throw new IllegalArgumentException(
          "a hurdle has " + (INPUTS.size() + 1) + " factors per stage");
    }
  }

  /** The same factors over a model of another date. */
  Hurdle over(ValueModel other) {
    return new Hurdle(other, horizonDays, buys, amount);
  }

  /** The same with amounts {@code factor} times as large. */
  Hurdle scaled(double factor) {
    List<Double> larger = new ArrayList<>(amount);
    larger.set(0, amount.get(0) + Math.log(factor));
    return new Hurdle(model, horizonDays, buys, larger);
  }

  /** What the stages see of a customer. */
  static double[] inputs(ValueModel model, Customer customer, int horizonDays) {
    return new double[] {
      Math.log(model.expectedPurchases(customer, horizonDays) + 1e-3),
      Math.log(model.expectedAmountOfPurchase(customer) + UNIT),
      Math.log(customer.purchaseDays()),
      Math.log1p(customer.silentDays()),
      Math.log1p(customer.ageDays()),
      Math.log1p(customer.recentDays()),
      Math.log(customer.recentAmount() + UNIT)
    };
  }

  /** Probability of buying in the horizon. */
  double buying(Customer customer) {
    return 1 / (1 + Math.exp(-linear(buys, inputs(model, customer, horizonDays))));
  }

  /** Amount in the horizon of somebody who buys in it. */
  double amountOfBuyer(Customer customer) {
    return Math.exp(linear(amount, inputs(model, customer, horizonDays)));
  }

  /** Amount expected in the horizon. */
  public double expectedAmount(Customer customer) {
    return buying(customer) * amountOfBuyer(customer);
  }

  private static double linear(List<Double> factors, double[] inputs) {
    double sum = factors.get(0);
    for (int i = 0; i < inputs.length; i++) {
      sum += factors.get(i + 1) * inputs[i];
    }
    return sum;
  }
}
