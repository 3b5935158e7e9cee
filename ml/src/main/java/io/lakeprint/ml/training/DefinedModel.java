package io.lakeprint.ml.training;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.ml.features.FeaturesConfig;

/** A kind of prediction that {@code labels.definitions} describes. */
record DefinedModel(String name, LabelDefinition definition) implements ModelDefinition {

  @Override
  public void check(CheckContext context) {
    context
        .settings("features", FeaturesConfig.class)
        .ifPresent(
            features -> context.attempt(key(), () -> definition.label(key(), name, features)));
  }

  @Override
  public LabelSpec label(JobContext context) {
    return definition.label(key(), name, context.settings("features", FeaturesConfig.class));
  }

  private String key() {
    return LabelsConfig.PATH + ".definitions." + name;
  }
}
