package io.lakeprint.ml.training;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.JobContext;

/** A kind of prediction: a name and what its label means. */
public interface ModelDefinition {

  /** Its name in {@code ml.models} and {@code ml.predictions}. */
  String name();

  /** Notes what is wrong with its section of the configuration. */
  void check(CheckContext context);

  /** What it predicts, from its section of the configuration. */
  LabelSpec label(JobContext context);
}
