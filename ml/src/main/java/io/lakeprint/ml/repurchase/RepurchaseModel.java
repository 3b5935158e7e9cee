package io.lakeprint.ml.repurchase;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.ml.features.Features;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.registry.Eligibility;
import io.lakeprint.ml.training.LabelSpec;
import io.lakeprint.ml.training.ModelDefinition;
import java.util.Optional;

/** Predicts that somebody who bought in the observation window buys again in the horizon. */
public final class RepurchaseModel implements ModelDefinition {

  @Override
  public String name() {
    return "repurchase";
  }

  @Override
  public void check(CheckContext context) {
    Optional<FeaturesConfig> features = context.settings("features", FeaturesConfig.class);
    context
        .settings(name(), RepurchaseConfig.class)
        .ifPresent(
            own ->
                features.ifPresent(
                    others -> context.attempt(name() + ".group", () -> label(own, others))));
  }

  @Override
  public LabelSpec label(JobContext context) {
    return label(
        context.settings(name(), RepurchaseConfig.class),
        context.settings("features", FeaturesConfig.class));
  }

  /**
   * The label of these settings.
   *
   * @throws io.lakeprint.common.error.UsageException when features know no such group
   */
  public LabelSpec label(RepurchaseConfig config, FeaturesConfig features) {
    return new LabelSpec(
        name(),
        new Eligibility(Features.daysSince(config.group()), config.observationDays()),
        LabelSpec.Target.of(features.group("repurchase.group", config.group()).events()),
        LabelSpec.Outcome.HAPPENS,
        config.gapDays(),
        config.horizonDays());
  }
}
