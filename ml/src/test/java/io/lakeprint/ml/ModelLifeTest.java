package io.lakeprint.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.ml.registry.Champions;
import io.lakeprint.ml.registry.ModelStore;
import io.lakeprint.ml.registry.PlattScaling;
import io.lakeprint.ml.registry.TrainedModel;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of models on a lake, from the first to one that takes its place. */
@ExtendWith(SparkExtension.class)
class ModelLifeTest {
  private static final SyntheticShop SHOP = new SyntheticShop(400, 160, 4);
  private static final String[] SMALL = {
    "features.snapshots=3",
    "train.models=[churn]",
    "train.minimum-eligible=80",
    "train.minimum-of-each-label=10",
    "train.random-forest.trees=0",
    "train.xgboost.trees=0",
    "automl.models=[churn]",
    "automl.learners=[xgboost]",
    "automl.minimum-rows=200",
    "automl.largest-blend=1"
  };

  private static TrialContext at(SparkSession spark, Path folder, String... settings) {
    return TrialContext.at(
        spark,
        folder,
        ZoneId.of("UTC"),
        SHOP.lastDay(),
        Stream.concat(Stream.of(SMALL), Stream.of(settings)).toArray(String[]::new));
  }

  @Test
  void aChampionStaysUntilItIsBeaten(SparkSession spark, @TempDir Path folder) throws IOException {
    TrialContext context = at(spark, folder);
    FeaturesTransform.Inputs inputs = SHOP.rows().on(context.spark());
    Transaction once = new Transaction("test", 1);
    context.lake().append(DailyActivityTable.SPEC, inputs.activity(), once);
    context.lake().append(SessionsTable.SPEC, inputs.sessions(), once);
    context.lake().append(DailyDimensionsTable.SPEC, inputs.dimensions(), once);
    run(context, "features");

    String gone;
    String first;
    try (MlflowServer mlflow = new MlflowServer()) {
      gone = mlflow.address();
      run(at(spark, folder, "mlflow.tracking-uri=\"" + gone + "\""), "train");
      first = champion(context);
      assertThat(mlflow.told("runs/create")).singleElement().asString().contains("churn " + first);
      assertThat(mlflow.told("runs/log-batch"))
          .singleElement()
          .asString()
          .contains("\"test/pr_auc\"", "\"test/baseline/pr_auc\"", "\"FIRST\"", "20260101")
          .contains("lakeprint.data_versions", "/_models/churn/" + first);
    }
    List<String> notes =
        run(at(spark, folder, "train.seed=2", "mlflow.tracking-uri=\"" + gone + "\""), "train")
            .notes();
    String kept = notes.get(0);
    assertThat(notes.get(1))
        .as("a server that is down costs no training")
        .startsWith("MLflow at " + gone.substring("http://".length()) + " was not told");
    assertThat(kept).contains(": KEPT,").contains("ROC-AUC");
    assertThat(champion(context)).as("no better, and no failure").isEqualTo(first);

    assertThatThrownBy(() -> run(context, "promote"))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("not better than the champion with confidence");
    assertThatThrownBy(() -> run(at(spark, folder, "promote.version=2025"), "promote"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("name one of ");
    assertThat(champion(context)).isEqualTo(first);

    // The champion forgets all it knew.
    ModelStore store = ModelStore.of(context.lake());
    TrainedModel wise = store.load("churn", first);
    store.save(
        new TrainedModel(
            "churn",
            first,
            wise.eligibility(),
            wise.learner(),
            new PlattScaling(-1, 0),
            wise.frozen()));
    assertThat(run(context, "promote").notes().get(0)).contains(" is in service: PR-AUC");
    String second = champion(context);
    assertThat(second).isNotEqualTo(first);
    assertThat(run(at(spark, folder, "promote.version=" + second), "promote").notes().get(0))
        .isEqualTo("promote: churn " + second + " is in service");

    assertThat(run(context, "automl").notes().get(0)).contains("xgboost");
    Row found = context.lake().read(ModelsTable.SPEC).filter("learner = 'xgboost'").first();
    assertThat(found.<String>getAs("winner")).startsWith("xgboost");
    assertThat(found.<Integer>getAs("evaluations")).isBetween(7, 8);
    assertThat(found.<Double>getAs("gain_low")).isLessThanOrEqualTo(found.<Double>getAs("gain"));
    assertThatThrownBy(
            () -> run(at(spark, folder, "automl.seed=3", "train.minimum-eligible=9999"), "automl"))
        .as("whoever asks for a search is told that there was none")
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("at least 9999 are needed");
  }

  private static JobReport run(TrialContext context, String name) {
    Job<?> job =
        new MlCatalog()
            .jobs().stream()
                .filter(one -> one.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    return context.run(job);
  }

  private static String champion(TrialContext context) {
    return Champions.of(context.lake().read(ModelsTable.SPEC))
        .champion("churn", context.asOf())
        .orElseThrow()
        .version();
  }
}
