package io.lakeprint.ml;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobCatalog;
import io.lakeprint.ml.automl.AutoMlJob;
import io.lakeprint.ml.churn.ChurnModel;
import io.lakeprint.ml.clustering.ClustersJob;
import io.lakeprint.ml.conversion.ConversionModel;
import io.lakeprint.ml.features.FeaturesJob;
import io.lakeprint.ml.repurchase.RepurchaseModel;
import io.lakeprint.ml.scoring.ExternalScoresJob;
import io.lakeprint.ml.scoring.ScoreJob;
import io.lakeprint.ml.spend.SpendModel;
import io.lakeprint.ml.training.ModelDefinitions;
import io.lakeprint.ml.training.PromoteJob;
import io.lakeprint.ml.training.TrainJob;
import io.lakeprint.ml.value.ValueJob;
import java.util.List;

/** The jobs of this module, found by the launcher. */
public final class MlCatalog implements JobCatalog {

  @Override
  public List<Job<?>> jobs() {
    ModelDefinitions definitions =
        new ModelDefinitions(
            List.of(
                new ChurnModel(), new RepurchaseModel(), new ConversionModel(), new SpendModel()));
    return List.of(
        new FeaturesJob(),
        new ClustersJob(),
        new TrainJob(definitions),
        new AutoMlJob(definitions),
        new PromoteJob(),
        new ScoreJob(),
        new ExternalScoresJob(),
        new ValueJob());
  }
}
