package io.lakeprint.ml.value;

import io.lakeprint.ml.value.btyd.PurchaseModelKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How customer value is learned; {@code reference.conf} says more.
 *
 * @param horizonDays days for which purchases and amounts are expected, and tested
 * @param lifetimeDays days ahead that count for the customer lifetime value
 * @param discountRate by which a year's delay lowers an amount
 * @param currency only amounts in this currency count; empty counts all amounts as they are
 * @param models purchase models to compare
 * @param hurdle how the hurdle learns
 * @param reasons how many reasons are told of an amount, 0 for none
 * @param minimumCustomers fewer are not learned from
 * @param maximumCustomers of more, people are left out of the fit by a hash of their id
 */
public record ValueConfig(
    int horizonDays,
    int lifetimeDays,
    double discountRate,
    Optional<String> currency,
    List<PurchaseModelKind> models,
    HurdleConfig hurdle,
    int reasons,
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
    require(reasons >= 0, "reasons is at least 0, got " + reasons);
    require(minimumCustomers >= 10, "minimum-customers is at least 10, got " + minimumCustomers);
    require(
        maximumCustomers >= minimumCustomers,
        "maximum-customers is at least minimum-customers, got "
            + maximumCustomers
            + " and "
            + minimumCustomers);
  }

  /** Dates at which the hurdle looks at customers to foretell from a day, the latest first. */
  List<LocalDate> learningDates(LocalDate day) {
    return IntStream.range(0, hurdle.snapshots())
        .mapToObj(i -> day.minusDays(horizonDays + (long) i * hurdle.stepDays()))
        .toList();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
