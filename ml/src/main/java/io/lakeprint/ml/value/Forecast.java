package io.lakeprint.ml.value;

import java.io.Serializable;

/**
 * What the purchase model in service expects of a customer.
 *
 * @param model tells purchases and amounts
 * @param terms over which times
 */
public record Forecast(ValueModel model, Terms terms) implements Serializable {

  /**
   * Times that a forecast looks ahead.
   *
   * @param horizonDays for purchases and amount
   * @param lifetimeDays for the lifetime value
   * @param discountRate of a year
   */
  public record Terms(int horizonDays, int lifetimeDays, double discountRate)
      implements Serializable {}

  /** P(alive), 0 to 1. */
  public double alive(Customer customer) {
    return model.alive(customer);
  }

  /** Purchase days in the horizon. */
  public double purchases(Customer customer) {
    return model.expectedPurchases(customer, terms.horizonDays());
  }

  /** Probability of a purchase day in the horizon, 0 to 1. */
  public double buysAgain(Customer customer) {
    return model.buysAgain(customer, terms.horizonDays());
  }

  /** Amount of the next purchase day. */
  public double amountOfPurchase(Customer customer) {
    return model.expectedAmountOfPurchase(customer);
  }

  /** Customer lifetime value. */
  public double lifetimeValue(Customer customer) {
    return model.lifetimeValue(customer, terms.lifetimeDays(), terms.discountRate());
  }
}
