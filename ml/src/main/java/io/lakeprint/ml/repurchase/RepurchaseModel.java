package io.lakeprint.ml.repurchase;

import io.lakeprint.ml.features.Features;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.registry.Eligibility;
import io.lakeprint.ml.training.GroupModel;
import io.lakeprint.ml.training.LabelSpec;

/** Predicts that somebody who bought in the observation window buys again in the horizon. */
public final class RepurchaseModel extends GroupModel<RepurchaseConfig> {

  /** The kind of that name. */
  public RepurchaseModel() {
    super("repurchase", RepurchaseConfig.class);
  }

  @Override
  public LabelSpec label(RepurchaseConfig config, FeaturesConfig features) {
    return new LabelSpec(
        name(),
        new Eligibility(Features.daysSince(config.group()), config.observationDays()),
        LabelSpec.Target.of(features.group(groupKey(), config.group()).events()),
        LabelSpec.Outcome.HAPPENS,
        config.gapDays(),
        config.horizonDays());
  }
}
