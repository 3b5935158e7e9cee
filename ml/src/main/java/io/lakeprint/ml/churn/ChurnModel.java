package io.lakeprint.ml.churn;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.ml.features.Features;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.registry.Eligibility;
import io.lakeprint.ml.training.LabelSpec;
import io.lakeprint.ml.training.ModelDefinition;
import java.util.List;
import java.util.stream.Stream;

/**
 * Predicts that somebody active in the observation window does nothing of their own in the horizon.
 */
public final class ChurnModel implements ModelDefinition {

  @Override
  public String name() {
    return "churn";
  }

  @Override
  public void check(CheckContext context) {
    context.settings(name(), ChurnConfig.class);
  }

  @Override
  public LabelSpec label(JobContext context) {
    return label(
        context.settings(name(), ChurnConfig.class),
        context.settings("features", FeaturesConfig.class));
  }

  /** The label of these settings: events that are no activity in features are none here. */
  public LabelSpec label(ChurnConfig config, FeaturesConfig features) {
    List<String> except =
        Stream.concat(features.passiveEvents().stream(), StandardEvents.RECORDS.stream()).toList();
    return new LabelSpec(
        name(),
        new Eligibility(Features.DAYS_SINCE_ACTIVE, config.observationDays()),
        LabelSpec.Target.anyBut(except),
        LabelSpec.Outcome.STAYS_AWAY,
        config.gapDays(),
        config.horizonDays());
  }
}
