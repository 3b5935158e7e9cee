package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.ml.Settings;
import io.lakeprint.ml.SyntheticShop;
import io.lakeprint.ml.churn.ChurnConfig;
import io.lakeprint.ml.churn.ChurnModel;
import io.lakeprint.ml.features.FeatureCatalog;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.ml.features.Snapshots;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.registry.ModelStore;
import io.lakeprint.ml.registry.TrainedModel;
import io.lakeprint.testkit.QualityFloors;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Learning from people with a planted hazard of leaving: see {@link SyntheticShop}. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainerTest {
  private static final SyntheticShop SHOP = new SyntheticShop(900, 210, 42);
  private static final FeaturesConfig FEATURES = Settings.of("features", FeaturesConfig.class);
  private static final TrainConfig TRAIN =
      Settings.of("train", TrainConfig.class, "train.random-forest.trees=15");
  private static final Bootstrap BOOTSTRAP = new Bootstrap(60, 0.95, 1);
  private static final LabelSpec CHURN =
      new ChurnModel()
          .label(Settings.of("churn", ChurnConfig.class, "churn.observation-days=30"), FEATURES);
  private static final ModelInputs INPUTS =
      new ModelInputs(
          FeatureCatalog.of(FEATURES).features().stream()
              .map(feature -> new ModelInput(feature.name(), feature.whenMissing()))
              .toList());

  private final Snapshots snapshots =
      Snapshots.of(SHOP.lastDay(), SyntheticShop.FIRST_DAY, FEATURES);
  private final List<LocalDate> labelled =
      snapshots.dates().stream()
          .filter(day -> !CHURN.horizonTo(day).isAfter(SHOP.lastDay()))
          .toList();
  private final Split split = Split.of(labelled, CHURN).orElseThrow();
  private final Dataset<Row> features;
  private final Dataset<Row> labels;
  private final List<Trainer.Result> trained;

  TrainerTest(SparkSession spark) {
    FeaturesTransform.Inputs inputs = SHOP.rows().on(spark);
    features =
        settled(new FeaturesTransform(FEATURES, snapshots, Settings.rollUps()).apply(inputs));
    Dataset<Row> aliases = TableRows.of(OneIdAliasesTable.SPEC).on(spark);
    labels =
        settled(
            new LabelsTransform(CHURN, labelled)
                .apply(new LabelsTransform.Inputs(features, inputs.activity(), aliases)));
    Dataset<Row> rows = rows(features, labels);
    trained = TRAIN.learners().stream().map(learner -> train(rows, learner)).toList();
  }

  @Test
  void findsThePlantedHazardOutOfTimeBetterThanRecencyAlone() {
    Map<String, Double> measured = new TreeMap<>();
    for (Trainer.Result result : trained) {
      BinaryMetrics model = result.test().metrics();
      BinaryMetrics naive = result.baseline().metrics();
      String name = result.winner();
      measured.put(name + "_roc_auc_over_recency", model.rocAuc() - naive.rocAuc());
      measured.put(name + "_pr_auc_over_recency", model.prAuc() - naive.prAuc());
      measured.put(name + "_brier_over_recency", model.brier() - naive.brier());
      measured.put(name + "_ece", model.ece());
      measured.put(name + "_lift_decile_1", model.lift().get(0));
    }
    QualityFloors.hold("planted.churn", measured);
  }

  @Test
  void shuffledLabelsTeachNothing() {
    Dataset<Row> shuffled =
        labels.withColumn(
            LabelsTable.LABEL.name(),
            pmod(xxhash64(lit("coin"), col("one_id"), col("as_of")), lit(3L))
                .equalTo(0)
                .cast("int"));
    Trainer.Result result = train(rows(features, shuffled), TRAIN.learners().get(0));
    QualityFloors.hold(
        "planted.shuffled-labels", Map.of("roc_auc", result.test().metrics().rocAuc()));
  }

  @Test
  void sameRowsAndSeedGiveTheSameScoresWhateverThePartitioning() {
    Dataset<Row> rows = rows(features.repartition(5), labels.repartition(3));
    for (int i = 0; i < trained.size(); i++) {
      TrainedModel again = train(rows, TRAIN.learners().get(i)).model();
      assertThat(scores(again)).isEqualTo(scores(trained.get(i).model()));
    }
  }

  @Test
  void aSavedModelScoresToTheLastBitAsBefore(@TempDir Path folder) {
    ModelStore store = new ModelStore(folder.toUri().toString(), new Configuration());
    for (Trainer.Result result : trained) {
      store.save(result.model());
      TrainedModel loaded = store.load(result.model().model(), result.model().version());
      assertThat(scores(loaded)).isEqualTo(scores(result.model()));
    }
  }

  @Test
  void aChampionIsMeasuredOnTheSameRowsAndStaysUnlessBeaten() {
    TrainedModel champion = trained.get(0).model();
    List<Candidate> candidates =
        TRAIN.learners().stream().map(one -> new Candidate(one.name(), one, true)).toList();
    Trainer.Result again =
        new Trainer(
                Tournament.finalOnly(candidates, 1.0, 1),
                new CalibrationChoice(Integer.MAX_VALUE),
                BOOTSTRAP,
                TRAIN.costs())
            .train(task(rows(features, labels), champion), "v2", () -> false);
    assertThat(again.winner())
        .as("the simpler one unless another is clearly better")
        .isEqualTo("logistic-regression");
    assertThat(again.measured())
        .extracting(Measured::subject)
        .containsExactly(
            "learner:logistic-regression",
            "learner:random-forest",
            "learner:xgboost",
            "model",
            "model",
            "baseline",
            "champion");
    Judged same = Objects.requireNonNull(again.champion());
    assertThat(same.metrics().prAuc()).isEqualTo(again.test().metrics().prAuc(), within(1e-9));
    assertThat(Verdict.of(again.test(), same, BOOTSTRAP, 0).decision()).hasToString("KEPT");
    assertThat(Verdict.of(again.test(), again.baseline(), BOOTSTRAP, 0).decision())
        .hasToString("PROMOTED");
    assertThat(Verdict.of(again.test(), null, BOOTSTRAP, 0).decision()).hasToString("FIRST");
  }

  @Test
  void tooLittleToLearnFromIsSaidInNumbers() {
    LabelCounts counts = LabelCounts.of(labels, labelled.size());
    assertThat(counts.refusal(split, TRAIN)).isEmpty();
    TrainConfig strict = Settings.of("train", TrainConfig.class, "train.minimum-eligible=100000");
    assertThat(counts.refusal(split, strict).orElseThrow())
        .contains("eligible people in training, at least 100000 are needed");
    Dataset<Row> oneLabel = labels.withColumn(LabelsTable.LABEL.name(), lit(0));
    LabelCounts never = LabelCounts.of(oneLabel, labelled.size());
    assertThat(never.refusal(split, TRAIN).orElseThrow())
        .contains("the label came true for 0; at least 20 of each kind are needed");
    assertThat(counts.oneLabelOnly(split, TRAIN)).isEmpty();
    assertThat(never.oneLabelOnly(split, TRAIN).orElseThrow())
        .contains("the label came true for none of")
        .contains("in training");
    assertThat(never.oneLabelOnly(split, strict)).as("a young lake").isEmpty();
  }

  @Test
  void aFeatureThatNobodyHasIsLeftOutAndSaid() {
    Dataset<Row> rows = rows(features.withColumn("tenure_days", lit(null).cast("double")), labels);
    Recipe.Seen seen = TRAIN.recipe().seen(INPUTS, rows, split);
    assertThat(seen.inputs())
        .extracting(ModelInput::feature)
        .contains("days_since_active")
        .doesNotContain("tenure_days");
    assertThat(seen.rejected()).contains("tenure_days (missing: nobody learned from has a value)");
  }

  private Trainer.Result train(Dataset<Row> rows, Learner learner) {
    Candidate only = new Candidate(learner.name(), learner, true);
    return new Trainer(
            Tournament.finalOnly(List.of(only), 0, TRAIN.seed()),
            new CalibrationChoice(Integer.MAX_VALUE),
            BOOTSTRAP,
            TRAIN.costs())
        .train(task(rows, null), "2025-01-01-" + learner.name(), () -> false);
  }

  private Trainer.Task task(Dataset<Row> rows, @Nullable TrainedModel champion) {
    return new Trainer.Task(CHURN, INPUTS, split, rows, 100_000, champion);
  }

  /** The same rows without the long plan behind them, as if read from a table. */
  private static Dataset<Row> settled(Dataset<Row> rows) {
    return rows.sparkSession().createDataFrame(rows.collectAsList(), rows.schema());
  }

  private static Dataset<Row> rows(Dataset<Row> features, Dataset<Row> labels) {
    return new TrainingRowsTransform(INPUTS, TRAIN.seed(), 1_000_000)
        .apply(features, labels)
        .cache();
  }

  private List<Row> scores(TrainedModel model) {
    Dataset<Row> today = features.filter(FeaturesTable.AS_OF.col().equalTo(lit(SHOP.lastDay())));
    return model
        .score(today, "score")
        .select(FeaturesTable.ONE_ID.col(), col("score"))
        .orderBy(FeaturesTable.ONE_ID.col())
        .collectAsList();
  }
}
