package io.lakeprint.ml.automl;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.lakeprint.ml.training.LabelSpec;
import io.lakeprint.ml.training.LabelsTransform;
import io.lakeprint.ml.training.Recipe;
import io.lakeprint.ml.training.Split;
import io.lakeprint.ml.training.TrainConfig;
import io.lakeprint.ml.training.TrainingRowsTransform;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a search lets its models see, of snapshots as training takes them. */
@ExtendWith(SparkExtension.class)
class SearchTest {
  private static final SyntheticShop SHOP = new SyntheticShop(300, 150, 42);
  private static final FeaturesConfig FEATURES =
      Settings.of("features", FeaturesConfig.class, "features.snapshots=3");
  private static final LabelSpec CHURN =
      new ChurnModel()
          .label(Settings.of("churn", ChurnConfig.class, "churn.observation-days=30"), FEATURES);
  private static final List<String> LEAKS = List.of("label_copy", "events_later", "joined_later");

  @Test
  void everyLeakOfTheFutureIsLeftOutAndNoHonestFeatureForIt(SparkSession spark) {
    FeaturesTransform.Inputs shop = SHOP.rows().on(spark);
    Snapshots snapshots = Snapshots.of(SHOP.lastDay(), FEATURES);
    Dataset<Row> features =
        settled(new FeaturesTransform(FEATURES, snapshots, Settings.rollUps()).apply(shop));
    List<LocalDate> labelled =
        snapshots.dates().stream()
            .filter(day -> !CHURN.horizonTo(day).isAfter(SHOP.lastDay()))
            .toList();
    Dataset<Row> labels =
        settled(
            new LabelsTransform(CHURN, labelled)
                .apply(
                    new LabelsTransform.Inputs(
                        features,
                        shop.activity(),
                        TableRows.of(OneIdAliasesTable.SPEC).on(spark))));
    List<String> honest =
        FeatureCatalog.of(FEATURES).features().stream().map(feature -> feature.name()).toList();
    ModelInputs inputs =
        new ModelInputs(
            Stream.concat(honest.stream(), LEAKS.stream())
                .map(name -> new ModelInput(name, 0))
                .toList());
    Dataset<Row> rows =
        new TrainingRowsTransform(inputs, 1, 1_000_000)
            .apply(leaking(features, labels, shop.activity()), labels)
            .cache();
    Search search =
        new Search(
            Settings.of("automl", AutoMlConfig.class),
            Settings.of("train", TrainConfig.class),
            () -> Instant.EPOCH);
    Recipe.Seen seen = search.seen(inputs, rows, Split.of(labelled, CHURN).orElseThrow());
    assertThat(seen.inputs())
        .extracting(ModelInput::feature)
        .contains("days_since_active", "gap_days_mean")
        .doesNotContainAnyElementsOf(LEAKS);
    assertThat(seen.rejected())
        .filteredOn(reason -> reason.contains("(leakage: "))
        .extracting(reason -> reason.substring(0, reason.indexOf(' ')))
        .containsExactlyInAnyOrderElementsOf(LEAKS);
  }

  /**
   * The label itself, blurred; what happened after the cut-off; and a feature joined from the
   * snapshot after.
   */
  private static Dataset<Row> leaking(
      Dataset<Row> features, Dataset<Row> labels, Dataset<Row> activity) {
    Dataset<Row> copies =
        labels.select(
            col("as_of"), col("one_id"), col("label").plus(rand(7).multiply(0.9)).as("label_copy"));
    Dataset<Row> later =
        labels
            .select(col("as_of"), col("one_id").as("who"))
            .join(
                activity,
                col("one_id")
                    .equalTo(col("who"))
                    .and(col("event_date").gt(col("as_of")))
                    .and(col("event_date").leq(date_add(col("as_of"), CHURN.horizonDays()))))
            .groupBy(col("as_of"), col("who").as("one_id"))
            .agg(count(lit(1)).as("events_later"));
    Dataset<Row> joined =
        features.select(
            date_add(col("as_of"), -FEATURES.stepDays()).as("as_of"),
            col("one_id"),
            col("days_since_active").as("joined_later"));
    return Stream.of(copies, later, joined)
        .reduce(features, (all, one) -> all.join(one, new String[] {"as_of", "one_id"}, "left"));
  }

  private static Dataset<Row> settled(Dataset<Row> rows) {
    return rows.sparkSession().createDataFrame(rows.collectAsList(), rows.schema());
  }
}
