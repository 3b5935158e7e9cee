package io.lakeprint.ml.training;

import io.lakeprint.common.config.Default;
import io.lakeprint.ml.features.Features;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.registry.Eligibility;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A prediction as configuration; {@code reference.conf} says more.
 *
 * @param eligible event group of {@code features.groups} that makes eligible; empty = any activity
 * @param observationDays eligible is who did that in so many days up to the snapshot
 * @param group event group that is watched for; empty = {@code events}
 * @param events names of events of which one is watched for
 * @param minimumAmount what they amount to in the horizon for it to have happened; empty = one is
 *     enough
 * @param outcome which way makes the label 1
 * @param gapDays days skipped after the snapshot
 * @param horizonDays days watched after that
 */
record LabelDefinition(
    Optional<String> eligible,
    int observationDays,
    Optional<String> group,
    @Default("[]") List<String> events,
    Optional<BigDecimal> minimumAmount,
    @Default("happens") LabelSpec.Outcome outcome,
    @Default("0") int gapDays,
    int horizonDays) {

  LabelDefinition {
    events = List.copyOf(events);
    if (group.isPresent() == !events.isEmpty()) {
      throw new IllegalArgumentException("what is watched for is either group or events");
    }
    if (minimumAmount.isPresent() && minimumAmount.get().signum() <= 0) {
      throw new IllegalArgumentException("minimum-amount is above 0, got " + minimumAmount.get());
    }
  }

  /**
   * What it predicts. Amounts are in the currency that features count, all where they count all.
   *
   * @param key of this definition
   * @throws io.lakeprint.common.error.UsageException when features know no such group
   */
  LabelSpec label(String key, String model, FeaturesConfig features) {
    eligible.ifPresent(name -> features.group(key + ".eligible", name));
    List<String> watched =
        group.map(name -> features.group(key + ".group", name).events()).orElse(events);
    LabelSpec.Target target = LabelSpec.Target.of(watched);
    return new LabelSpec(
        model,
        new Eligibility(
            eligible.map(Features::daysSince).orElse(Features.DAYS_SINCE_ACTIVE), observationDays),
        minimumAmount
            .map(value -> new LabelSpec.Amount(value, features.currency().orElse(null)))
            .map(target::spending)
            .orElse(target),
        outcome,
        gapDays,
        horizonDays);
  }
}
