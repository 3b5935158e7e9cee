package io.lakeprint.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.ml.features.FeatureCatalog;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.ml.registry.Champions;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What training and scoring do not put up with, and that the champion outlives it. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalsTest {
  private static final SyntheticShop SHOP = new SyntheticShop(150, 150, 4);
  private static final String[] SMALL = {
    "features.snapshots=3",
    "train.models=[churn]",
    "train.minimum-eligible=20",
    "train.minimum-of-each-label=3",
    "train.random-forest.trees=0",
    "train.xgboost.trees=0"
  };

  private final SparkSession spark;
  private final Path folder;
  private final String champion;

  RefusalsTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    TrialContext context = at(SHOP.lastDay());
    FeaturesTransform.Inputs inputs = SHOP.rows().on(context.spark());
    Transaction once = new Transaction("test", 1);
    context.lake().append(DailyActivityTable.SPEC, inputs.activity(), once);
    context.lake().append(SessionsTable.SPEC, inputs.sessions(), once);
    context.lake().append(DailyDimensionsTable.SPEC, inputs.dimensions(), once);
    run(context, "features");
    run(context, "train");
    champion = champion();
  }

  private TrialContext at(LocalDate day, String... settings) {
    return TrialContext.at(
        spark,
        folder,
        ZoneId.of("UTC"),
        day,
        Stream.concat(Stream.of(SMALL), Stream.of(settings)).toArray(String[]::new));
  }

  private TrialContext today(String... settings) {
    return at(SHOP.lastDay(), settings);
  }

  private static JobReport run(TrialContext context, String name) {
    return context.run(
        new MlCatalog()
            .jobs().stream()
                .filter(one -> one.spec().name().equals(name))
                .findFirst()
                .orElseThrow());
  }

  private String champion() {
    return Champions.of(today().lake().read(ModelsTable.SPEC))
        .champion("churn", SHOP.lastDay())
        .orElseThrow()
        .version();
  }

  private AbstractThrowableAssert<?, ?> assertRefused(TrialContext context, String job) {
    return assertThatThrownBy(() -> run(context, job))
        .isInstanceOfSatisfying(
            InputContractException.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(3));
  }

  @Test
  void aLabelThatIsTheSameForEverybodyIsRefusedAndTheChampionStays() {
    String[] never = {"train.models=[churn, conversion]", "conversion.events=[take_off]"};
    assertRefused(today(never), "train")
        .hasMessageContaining("conversion: not trained: the label came true for none of")
        .hasMessageContaining("train.refuse-unsound");
    assertThat(champion()).isEqualTo(champion);
    assertRefused(today("automl.models=[conversion]", never[1]), "automl")
        .hasMessageContaining("conversion: not trained: the label came true for none of");
    String[] waits = {never[0], never[1], "train.refuse-unsound=false"};
    assertThat(run(today(waits), "train").notes())
        .anySatisfy(note -> assertThat(note).startsWith("conversion: not trained: the label came"))
        .anySatisfy(note -> assertThat(note).startsWith("churn "));
    assertThat(champion()).isEqualTo(champion);
  }

  @Test
  void nobodyEligibleWhereThereArePeopleIsRefused() {
    assertRefused(today("train.models=[repurchase]", "repurchase.group=refund"), "train")
        .hasMessageContaining("repurchase: not trained: nobody is eligible at any of 3 snapshots")
        .hasMessageContaining("days_since_refund below 180");
    assertRefused(today("automl.models=[repurchase]", "repurchase.group=refund"), "automl");
    assertThat(champion()).isEqualTo(champion);
  }

  /** Repurchase, so that nothing takes the place of churn's champion. */
  @Test
  void aFeatureThatNobodyEverHadIsLeftOutWithItsReason() {
    Dataset<Row> taken = snapshots();
    overwriteAll(taken.withColumn("tenure_days", functions.lit(null).cast("double")));
    run(today("train.models=[repurchase]"), "train");
    assertThat(
            today()
                .lake()
                .read(ModelsTable.SPEC)
                .filter(ModelsTable.MODEL.col().equalTo("repurchase"))
                .select(ModelsTable.REJECTED_FEATURES.col())
                .first()
                .getString(0))
        .contains("tenure_days (missing: nobody learned from has a value)");
    overwriteAll(taken);
  }

  /** What makes eligible is a feature too, so that nobody is where all are missing. */
  @Test
  void withoutAnyFeatureThatMayBeMissingTrainingIsRefusedAndTheChampionStays() {
    Dataset<Row> taken = snapshots();
    Dataset<Row> blank = taken;
    for (StructField field : taken.schema().fields()) {
      if (field.nullable() && field.dataType().equals(DataTypes.DoubleType)) {
        blank = blank.withColumn(field.name(), functions.lit(null).cast("double"));
      }
    }
    overwriteAll(blank);
    for (String job : new String[] {"train", "automl"}) {
      assertRefused(today("automl.models=[churn]"), job)
          .hasMessageContaining("churn: not trained: nobody is eligible at any of");
    }
    assertThat(champion()).isEqualTo(champion);
    overwriteAll(taken);
    run(today(), "score");
  }

  @Test
  void aDayBeforeTheFirstEventIsRefused() {
    TrialContext early = at(SyntheticShop.FIRST_DAY.minusDays(1));
    assertRefused(early, "train")
        .hasMessageContaining("the first event of behaviour.daily_activity is of");
    assertRefused(early, "score").hasMessageContaining("its last of " + SHOP.lastDay());
  }

  @Test
  void aFeatureThatNobodyHasAnyMoreIsRefusedUntilItIsBack() {
    Dataset<Row> now = snapshot();
    overwrite(now.withColumn("days_since_active", functions.lit(null).cast("double")));
    assertRefused(today(), "score")
        .hasMessageContaining("Model churn " + champion + " has nobody to speak of");
    overwrite(now.withColumn("tenure_days", functions.lit(null).cast("double")));
    assertRefused(today(), "score")
        .hasMessageContaining("Model churn " + champion + " cannot score: tenure_days without any");
    overwrite(now);
    run(today(), "score");
    assertThat(
            today()
                .lake()
                .read(PredictionsTable.SPEC)
                .filter(PredictionsTable.MODEL_VERSION.col().equalTo(champion))
                .count())
        .isPositive();
  }

  @Test
  void aModelRefusesFeaturesOfOtherWindowsThanItLearnedFrom() {
    String[] other = {"features.window-days=[5, 20]"};
    run(today(other), "features");
    assertRefused(today(other), "score")
        .hasMessageContaining("Model churn " + champion + " cannot score: no column event_count_7d")
        .hasMessageContaining("lakeprint train");
    assertThat(champion()).isEqualTo(champion);
    run(today(), "features");
    assertThat(run(today(), "score").writes()).isNotEmpty();
  }

  private Dataset<Row> snapshot() {
    return snapshots().filter(FeaturesTable.AS_OF.col().equalTo(functions.lit(SHOP.lastDay())));
  }

  /** As they are, without the plan that reads them. */
  private Dataset<Row> snapshots() {
    Dataset<Row> rows = today().lake().read(FeaturesTable.SPEC);
    return spark.createDataFrame(rows.collectAsList(), rows.schema());
  }

  private void overwriteAll(Dataset<Row> rows) {
    overwrite(rows, "true");
  }

  private void overwrite(Dataset<Row> rows) {
    overwrite(rows, "as_of = DATE'" + SHOP.lastDay() + "'");
  }

  private void overwrite(Dataset<Row> rows, String scope) {
    today()
        .lake()
        .replaceWhere(
            FeatureCatalog.of(today().settings("features", FeaturesConfig.class)).table(),
            rows,
            scope);
  }
}
