package io.lakeprint.ml.value;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a customer, by the learners in service.
 *
 * @param model tells purchases and lifetime value
 * @param hurdle tells the amount of the horizon; null where the model does that as well
 * @param terms over which times
 */
public record Forecast(ValueModel model, @Nullable Hurdle hurdle, Terms terms)
    implements Serializable {

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

  /** Amount in the horizon. */
  public double amount(Customer customer) {
    return hurdle == null
        ? model.expectedAmount(customer, terms.horizonDays())
        : hurdle.expectedAmount(customer);
  }

  /** Customer lifetime value. */
  public double lifetimeValue(Customer customer) {
    return model.lifetimeValue(customer, terms.lifetimeDays(), terms.discountRate());
  }
}
