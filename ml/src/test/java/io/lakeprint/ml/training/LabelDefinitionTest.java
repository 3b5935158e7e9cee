package io.lakeprint.ml.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.ml.MlCatalog;
import io.lakeprint.ml.Settings;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.repurchase.RepurchaseConfig;
import io.lakeprint.ml.repurchase.RepurchaseModel;
import io.lakeprint.ml.spend.SpendConfig;
import io.lakeprint.ml.spend.SpendModel;
import io.lakeprint.testkit.ProjectRoot;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Predictions that a configuration defines. */
@ExtendWith(SparkExtension.class)
class LabelDefinitionTest {

  private static final FeaturesConfig FEATURES = Settings.of("features", FeaturesConfig.class);

  private final SparkSession spark;
  private final Path folder;

  LabelDefinitionTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /** What Lakeprint brings, written as definitions. */
  @Test
  void theySayWhatLakeprintsOwnSay() {
    Map<String, LabelSpec> specs =
        specs(
            "labels.definitions.a={eligible=purchase, observation-days=180, group=purchase,"
                + " horizon-days=30}",
            "labels.definitions.b={eligible=purchase, observation-days=180, group=purchase,"
                + " outcome=stays-away, horizon-days=30}",
            "labels.definitions.c={observation-days=60, group=purchase, minimum-amount=500,"
                + " gap-days=2, horizon-days=30}");
    LabelSpec again =
        new RepurchaseModel().label(new RepurchaseConfig("purchase", 180, 0, 30), FEATURES);
    assertThat(specs.get("a")).usingRecursiveComparison().ignoringFields("model").isEqualTo(again);
    assertThat(specs.get("b"))
        .usingRecursiveComparison()
        .ignoringFields("model", "outcome")
        .isEqualTo(again);
    assertThat(Objects.requireNonNull(specs.get("b")).outcome())
        .isEqualTo(LabelSpec.Outcome.STAYS_AWAY);
    SpendConfig much =
        Settings.of("spend", SpendConfig.class, "spend.minimum-amount=500", "spend.gap-days=2");
    assertThat(specs.get("c"))
        .usingRecursiveComparison()
        .ignoringFields("model")
        .isEqualTo(new SpendModel().label(much, FEATURES));
    assertThat(specs).allSatisfy((name, spec) -> assertThat(spec.model()).isEqualTo(name));
  }

  @Test
  void theExamplesOfThePageCanBeTrained() throws IOException {
    String page = Files.readString(ProjectRoot.path().resolve("docs/models.md"));
    int from = page.indexOf("labels.definitions {");
    Path mine =
        Files.writeString(
            folder.resolve("mine.conf"), page.substring(from, page.indexOf("```", from)));
    LakeConfig config =
        ConfigLoader.load(
            List.of(mine.toString()), List.of(), getClass().getClassLoader(), Map.of());
    assertThat(problems(config, "train")).isEmpty();
    assertThat(config.bind("train", TrainConfig.class).models()).contains("lapse", "visit");
  }

  @Test
  void everyMistakeIsToldWithItsPlace() {
    assertThat(
            problems(
                config(
                    "labels.definitions.lapse={eligible=purchse, observation-days=9,"
                        + " group=purchase, horizon-days=9}",
                    "train.models=[lapse, lapze]"),
                "train"))
        .anySatisfy(
            problem -> assertThat(problem).contains("lapse.eligible is 'purchse'", "'purchase'?"))
        .anySatisfy(problem -> assertThat(problem).contains("names 'lapze'", "'lapse'?"));
    assertThat(
            problems(
                config(
                    "labels.definitions.lapse={observation-days=9, horizon-days=9}",
                    "train.models=[lapse]"),
                "train"))
        .singleElement()
        .asString()
        .contains("labels.definitions.lapse", "either group or events");
    assertThat(
            problems(
                config(
                    "labels.definitions.churn={observation-days=9, events=[a], horizon-days=9}",
                    "automl.models=[churn]"),
                "automl"))
        .singleElement()
        .asString()
        .contains("labels.definitions has 'churn'", "another name");
    assertThat(
            problems(
                config("labels.definitions.Lapse={observation-days=9, events=[a], horizon-days=9}"),
                "train"))
        .singleElement()
        .asString()
        .contains("small letters");
  }

  private static Map<String, LabelSpec> specs(String... settings) {
    Map<String, LabelSpec> specs = new TreeMap<>();
    Settings.of(LabelsConfig.PATH, LabelsConfig.class, settings)
        .definitions()
        .forEach((name, one) -> specs.put(name, one.label("labels." + name, name, FEATURES)));
    return specs;
  }

  private LakeConfig config(String... settings) {
    return ConfigLoader.load(List.of(), List.of(settings), getClass().getClassLoader(), Map.of());
  }

  private List<String> problems(LakeConfig config, String name) {
    Job<?> job =
        new MlCatalog()
            .jobs().stream()
                .filter(one -> one.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    Problems problems = new Problems();
    new CheckContext(config, spark, problems).check(job);
    return problems.found().stream().map(Object::toString).toList();
  }
}
