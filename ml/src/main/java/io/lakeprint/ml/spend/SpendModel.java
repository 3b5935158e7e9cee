package io.lakeprint.ml.spend;

import io.lakeprint.ml.features.Features;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.registry.Eligibility;
import io.lakeprint.ml.training.GroupModel;
import io.lakeprint.ml.training.LabelSpec;

/**
 * Predicts that somebody active in the observation window spends at least so much in the horizon.
 */
public final class SpendModel extends GroupModel<SpendConfig> {

  /** The kind of that name. */
  public SpendModel() {
    super("spend", SpendConfig.class);
  }

  /** Amounts are in the currency that features count, all where they count all. */
  @Override
  public LabelSpec label(SpendConfig config, FeaturesConfig features) {
    return new LabelSpec(
        name(),
        new Eligibility(Features.DAYS_SINCE_ACTIVE, config.observationDays()),
        LabelSpec.Target.of(features.group(groupKey(), config.group()).events())
            .spending(
                new LabelSpec.Amount(config.minimumAmount(), features.currency().orElse(null))),
        LabelSpec.Outcome.HAPPENS,
        config.gapDays(),
        config.horizonDays());
  }
}
