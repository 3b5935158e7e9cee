package io.lakeprint.ml.value;

import io.lakeprint.ml.value.btyd.GammaGamma;
import io.lakeprint.ml.value.btyd.Histories;
import io.lakeprint.ml.value.btyd.PurchaseModel;
import io.lakeprint.ml.value.btyd.PurchaseModelKind;
import java.io.Serializable;
import java.util.List;

/**
 * How often customers buy, and what a purchase of theirs is worth, times in days.
 *
 * @param purchases how often
 * @param amounts how much
 */
public record ValueModel(PurchaseModel purchases, GammaGamma amounts) implements Serializable {
  private static final double DAYS_OF_MONTH = 365.25 / 12;
  private static final double DAYS_OF_YEAR = 365.25;

  /** Fits both by maximum likelihood; at least one customer. */
  static ValueModel fit(PurchaseModelKind kind, List<Customer> customers) {
    return new ValueModel(
        kind.fit(histories(customers)),
        GammaGamma.fit(customers.stream().map(Customer::spending).toList()));
  }

  static Histories histories(List<Customer> customers) {
    return Histories.of(
        customers.stream().map(customer -> new Histories.Group(customer.history(), 1)).toList());
  }

  /** P(alive). */
  public double alive(Customer customer) {
    return purchases.alive(customer.history());
  }

  /** Purchase days expected in the next {@code days}. */
  public double expectedPurchases(Customer customer, int days) {
    return purchases.expectedPurchases(customer.history(), days);
  }

  /** Probability of a purchase day in the next {@code days}. */
  public double buysAgain(Customer customer, int days) {
    return purchases.buysAgain(customer.history(), days);
  }

  /** Expected amount of the next purchase day. */
  public double expectedAmountOfPurchase(Customer customer) {
    return amounts.expectedAmount(customer.spending());
  }

  /** Amount expected in the next {@code days}. */
  public double expectedAmount(Customer customer, int days) {
    return expectedPurchases(customer, days) * expectedAmountOfPurchase(customer);
  }

  /**
   * Customer lifetime value: the amount expected in the next {@code days}, month by month, each
   * discounted from its middle to now (Fader, Hardie and Lee 2005, "RFM and CLV", in months instead
   * of at every moment).
   *
   * @param yearlyRate of discount, 0.1 for a tenth a year
   */
  public double lifetimeValue(Customer customer, int days, double yearlyRate) {
    double value = 0;
    double before = 0;
    for (double from = 0; from < days; from += DAYS_OF_MONTH) {
      double to = Math.min(days, from + DAYS_OF_MONTH);
      double until = purchases.expectedPurchases(customer.history(), to);
      value += (until - before) * Math.pow(1 + yearlyRate, -(from + to) / 2 / DAYS_OF_YEAR);
      before = until;
    }
    return Math.max(0, value) * expectedAmountOfPurchase(customer);
  }
}
