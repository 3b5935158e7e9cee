package io.lakeprint.ml.spend;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.ml.features.Features;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.registry.Eligibility;
import io.lakeprint.ml.training.LabelSpec;
import io.lakeprint.ml.training.ModelDefinition;
import java.util.Optional;

/**
 * Predicts that somebody active in the observation window spends at least so much in the horizon.
 */
public final class SpendModel implements ModelDefinition {

  @Override
  public String name() {
    return "spend";
  }

  @Override
  public void check(CheckContext context) {
    Optional<FeaturesConfig> features = context.settings("features", FeaturesConfig.class);
    context
        .settings(name(), SpendConfig.class)
        .ifPresent(
            own ->
                features.ifPresent(
                    others -> context.attempt(name() + ".group", () -> label(own, others))));
  }

  @Override
  public LabelSpec label(JobContext context) {
    return label(
        context.settings(name(), SpendConfig.class),
        context.settings("features", FeaturesConfig.class));
  }

  /**
   * The label of these settings; amounts in the currency that features count, all where they count
   * all.
   *
   * @throws io.lakeprint.common.error.UsageException when features know no such group
   */
  public LabelSpec label(SpendConfig config, FeaturesConfig features) {
    return new LabelSpec(
        name(),
        new Eligibility(Features.DAYS_SINCE_ACTIVE, config.observationDays()),
        LabelSpec.Target.of(features.group("spend.group", config.group()).events())
            .spending(
                new LabelSpec.Amount(config.minimumAmount(), features.currency().orElse(null))),
        LabelSpec.Outcome.HAPPENS,
        config.gapDays(),
        config.horizonDays());
  }
}
