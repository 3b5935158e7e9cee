package io.lakeprint.ml.training;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;

/** Trains the configured models and decides which go into service; see {@link TrainingRun}. */
public final class TrainJob implements Job<TrainConfig> {
  private final ModelDefinitions definitions;

  /** A training of these kinds of prediction. */
  public TrainJob(ModelDefinitions definitions) {
    this.definitions = definitions;
  }

  @Override
  public JobSpec<TrainConfig> spec() {
    return JobSpec.planned(
        "train",
        "ml",
        "Trains the configured models on past snapshots and puts the better ones into service",
        TrainConfig.class,
        TrainingRun.INPUTS,
        TrainingRun.OUTPUTS);
  }

  @Override
  public void check(CheckContext context, TrainConfig config) {
    TrainingRun.check(context);
    definitions.check(context, "train.models", config.models());
  }

  @Override
  public JobReport run(JobContext context, TrainConfig config) {
    return new TrainingRun(config, config.recipe())
        .run(context, definitions.labels(context, config.models()));
  }
}
