package io.lakeprint.ml.conversion;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.ml.features.Features;
import io.lakeprint.ml.registry.Eligibility;
import io.lakeprint.ml.training.LabelSpec;
import io.lakeprint.ml.training.ModelDefinition;

/** Predicts that somebody active in the observation window does a wanted event in the horizon. */
public final class ConversionModel implements ModelDefinition {

  @Override
  public String name() {
    return "conversion";
  }

  @Override
  public void check(CheckContext context) {
    context.settings(name(), ConversionConfig.class);
  }

  @Override
  public LabelSpec label(JobContext context) {
    return label(context.settings(name(), ConversionConfig.class));
  }

  /** The label of these settings. */
  public LabelSpec label(ConversionConfig config) {
    return new LabelSpec(
        name(),
        new Eligibility(Features.DAYS_SINCE_ACTIVE, config.observationDays()),
        LabelSpec.Target.of(config.events()),
        LabelSpec.Outcome.HAPPENS,
        config.gapDays(),
        config.horizonDays());
  }
}
