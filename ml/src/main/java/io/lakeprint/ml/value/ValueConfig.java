package io.lakeprint.ml.value;

import io.lakeprint.ml.value.btyd.PurchaseModelKind;
import java.util.List;
import java.util.Optional;

/**
 * How customer value is learned; {@code reference.conf} says more.
 *
 * @param horizonDays days for which purchases and amounts are expected, and tested
 * @param lifetimeDays days ahead that count for the customer lifetime value
 * @param discountRate by which a year's delay lowers an amount
 * @param currency only amounts in this currency count; empty counts all amounts as they are
 * @param models purchase models to compare
 * @param hurdlePenalty strength of the L2 penalty of the hurdle
 * @param minimumCustomers fewer are not learned from
 * @param maximumCustomers of more, people are left out of the fit by a hash of their id
 */
public record ValueConfig(
    int horizonDays,
    int lifetimeDays,
    double discountRate,
    Optional<String> currency,
    List<PurchaseModelKind> models,
    double hurdlePenalty,
    int minimumCustomers,
    int maximumCustomers) {

  public ValueConfig {
    require(horizonDays >= 1, "horizon-days is at least 1, got " + horizonDays);
    require(lifetimeDays >= 1, "lifetime-days is at least 1, got " + lifetimeDays);
    require(
        discountRate >= 0 && discountRate < Double.POSITIVE_INFINITY,
        "discount-rate is 0 or more, got " + discountRate);
    models = models.stream().distinct().sorted().toList();
    require(!models.isEmpty(), "models names at least one of bg-nbd, mbg-nbd, pareto-nbd");
    require(hurdlePenalty >= 0, "hurdle-penalty is 0 or more, got " + hurdlePenalty);
    require(minimumCustomers >= 10, "minimum-customers is at least 10, got " + minimumCustomers);
    require(
        maximumCustomers >= minimumCustomers,
        "maximum-customers is at least minimum-customers, got "
            + maximumCustomers
            + " and "
            + minimumCustomers);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
