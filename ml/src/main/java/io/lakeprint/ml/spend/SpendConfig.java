package io.lakeprint.ml.spend;

import java.math.BigDecimal;

/**
 * What spending much means; {@code reference.conf} says more.
 *
 * @param group event group of {@code features.groups} whose amounts are the spending
 * @param minimumAmount spent in the horizon from which on somebody has spent much
 * @param observationDays eligible is who was active in so many days up to the snapshot
 * @param gapDays days skipped after it
 * @param horizonDays days whose spending counts
 */
public record SpendConfig(
    String group, BigDecimal minimumAmount, int observationDays, int gapDays, int horizonDays) {
  public SpendConfig {
    if (minimumAmount.signum() <= 0) {
      throw new IllegalArgumentException("minimum-amount is above 0, got " + minimumAmount);
    }
  }
}
