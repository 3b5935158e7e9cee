package io.lakeprint.ml.repurchase;

import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.ml.features.EventGroup;
import io.lakeprint.ml.features.Features;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.registry.Eligibility;
import io.lakeprint.ml.training.LabelSpec;
import io.lakeprint.ml.training.ModelDefinition;
import java.util.List;

/** Predicts that somebody who bought in the observation window buys again in the horizon. */
public final class RepurchaseModel implements ModelDefinition {

  @Override
  public String name() {
    return "repurchase";
  }

  @Override
  public void check(CheckContext context) {
    context.settings(name(), RepurchaseConfig.class);
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
   * @throws UsageException when features know no such group
   */
  public LabelSpec label(RepurchaseConfig config, FeaturesConfig features) {
    EventGroup group = features.groups().get(config.group());
    if (group == null) {
      throw new UsageException(
          "REPURCHASE_GROUP_UNKNOWN",
          "repurchase.group is '" + config.group() + "'",
          "features.groups has no such group."
              + Suggestions.didYouMean(config.group(), features.groups().keySet()),
          "name one of " + String.join(", ", features.groups().keySet()));
    }
    return new LabelSpec(
        name(),
        new Eligibility(Features.daysSince(config.group()), config.observationDays()),
        new LabelSpec.Target(group.events(), List.of()),
        LabelSpec.Outcome.HAPPENS,
        config.gapDays(),
        config.horizonDays());
  }
}
