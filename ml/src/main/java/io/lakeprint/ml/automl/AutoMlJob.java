package io.lakeprint.ml.automl;

import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.ml.training.ModelDefinitions;
import io.lakeprint.ml.training.TrainConfig;
import io.lakeprint.ml.training.TrainingRun;

/**
 * Trains the configured models by a search over learners and their parameters, on the columns that
 * pass the checks. What it finds competes with the champion like any other challenger.
 */
public final class AutoMlJob implements Job<AutoMlConfig> {
  private final ModelDefinitions definitions;

  /** A search for models of these kinds of prediction. */
  public AutoMlJob(ModelDefinitions definitions) {
    this.definitions = definitions;
  }

  @Override
  public JobSpec<AutoMlConfig> spec() {
    return JobSpec.onDemand(
        "automl",
        "ml",
        "Searches learners and parameters for better models and puts them into service",
        AutoMlConfig.class,
        TrainingRun.INPUTS,
        TrainingRun.OUTPUTS);
  }

  @Override
  public void check(CheckContext context, AutoMlConfig config) {
    TrainingRun.check(context);
    context.settings("train", TrainConfig.class);
    context.attempt("automl.learners", () -> Portfolio.of(config.learners()));
    definitions.check(context, "automl.models", config.models());
  }

  @Override
  public JobReport run(JobContext context, AutoMlConfig config) {
    TrainConfig train = context.settings("train", TrainConfig.class);
    return new TrainingRun(train, new Search(config, train, context::now))
        .run(context, definitions.labels(context, config.models()));
  }
}
