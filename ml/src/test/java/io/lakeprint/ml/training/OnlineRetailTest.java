package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.ml.Settings;
import io.lakeprint.ml.features.FeatureCatalog;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.ml.features.Snapshots;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.repurchase.RepurchaseConfig;
import io.lakeprint.ml.repurchase.RepurchaseModel;
import io.lakeprint.testkit.PublicData;
import io.lakeprint.testkit.QualityFloors;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who of the customers of a real shop buys again, in time that the model has not seen. */
@ExtendWith(SparkExtension.class)
class OnlineRetailTest {
  private static final LocalDate LAST = LocalDate.of(2011, 12, 9);
  private static final FeaturesConfig FEATURES =
      Settings.of("features", FeaturesConfig.class, "features.snapshots=4");
  private static final LabelSpec REPURCHASE =
      new RepurchaseModel().label(Settings.of("repurchase", RepurchaseConfig.class), FEATURES);

  @Test
  void repurchaseIsForetoldBetterThanByRecencyOrFrequencyAlone(SparkSession spark) {
    Dataset<Row> activity = settled(activity(spark));
    Snapshots snapshots = Snapshots.of(LAST, FEATURES);
    Dataset<Row> features =
        settled(
            new FeaturesTransform(FEATURES, snapshots, Settings.rollUps())
                .apply(
                    new FeaturesTransform.Inputs(
                        activity,
                        TableRows.of(SessionsTable.SPEC).on(spark),
                        TableRows.of(DailyDimensionsTable.SPEC).on(spark))));
    List<LocalDate> labelled =
        snapshots.dates().stream().filter(day -> !REPURCHASE.horizonTo(day).isAfter(LAST)).toList();
    Dataset<Row> labels =
        settled(
            new LabelsTransform(REPURCHASE, labelled)
                .apply(
                    new LabelsTransform.Inputs(
                        features, activity, TableRows.of(OneIdAliasesTable.SPEC).on(spark))));
    ModelInputs inputs =
        new ModelInputs(
            FeatureCatalog.of(FEATURES).features().stream()
                .map(feature -> new ModelInput(feature.name(), feature.whenMissing()))
                .toList());
    Dataset<Row> rows = new TrainingRowsTransform(inputs, 1, 1_000_000).apply(features, labels);
    Split split = Split.of(labelled, REPURCHASE).orElseThrow();
    TrainConfig config = Settings.of("train", TrainConfig.class, "train.random-forest.trees=0");
    Trainer.Result result =
        config
            .recipe()
            .trainer()
            .train(
                new Trainer.Task(REPURCHASE, inputs, split, rows.cache(), 100_000, null),
                "v",
                () -> false);
    BinaryMetrics model = result.test().metrics();
    BinaryMetrics recency = result.baseline().metrics();
    BinaryMetrics frequency =
        often(rows, split.test()).scaled(often(rows, split.validation()).scaling()).metrics();
    QualityFloors.hold(
        "online-retail.repurchase",
        Map.of(
            "pr_auc", model.prAuc(),
            "pr_auc_over_recency", model.prAuc() - recency.prAuc(),
            "pr_auc_over_frequency", model.prAuc() - frequency.prAuc(),
            "brier_over_recency", model.brier() - recency.brier(),
            "brier_over_frequency", model.brier() - frequency.brier()));
  }

  /** Labels beside how often somebody bought in the longest window. */
  private static Judged often(Dataset<Row> rows, LocalDate day) {
    return Judged.of(
        rows.filter(LabelsTable.AS_OF.col().equalTo(lit(day)))
            .select(col(TrainingRows.LABEL), log1p(col("purchase_count_90d")))
            .takeAsList(100_000),
        0);
  }

  /** Invoices of known customers with something bought in them, as the roll-up of a day. */
  private static Dataset<Row> activity(SparkSession spark) {
    Column at = to_timestamp(col("InvoiceDate"));
    Dataset<Row> days =
        spark
            .read()
            .option("header", true)
            .csv(PublicData.require("online_retail/online_retail.csv.gz").toString())
            .filter("CustomerID is not null and Quantity > 0 and cast(UnitPrice as double) > 0")
            .groupBy(col("CustomerID").as("who"), to_date(at).as("day"))
            .agg(
                count_distinct(col("InvoiceNo")).as("orders"),
                sum(col("Quantity").cast("int").multiply(col("UnitPrice").cast("decimal(18,4)")))
                    .as("spent"),
                min(at).as("first"),
                max(at).as("last"));
    Map<String, Column> values =
        Map.ofEntries(
            Map.entry(DailyActivityTable.ANCHOR_NODE.name(), xxhash64(col("who"))),
            Map.entry(DailyActivityTable.ONE_ID.name(), col("who")),
            Map.entry(DailyActivityTable.EVENT_DATE.name(), col("day")),
            Map.entry(DailyActivityTable.EVENT_NAME.name(), lit("purchase")),
            Map.entry(DailyActivityTable.CHANNEL.name(), lit("web")),
            Map.entry(DailyActivityTable.CURRENCY.name(), lit("GBP")),
            Map.entry(DailyActivityTable.EVENT_COUNT.name(), col("orders")),
            Map.entry(DailyActivityTable.AMOUNT.name(), col("spent")),
            Map.entry(DailyActivityTable.ENGAGED_SECONDS.name(), lit(0)),
            Map.entry(DailyActivityTable.FIRST_AT.name(), col("first")),
            Map.entry(DailyActivityTable.LAST_AT.name(), col("last")));
    return days.select(
        DailyActivityTable.SPEC.columns().stream()
            .map(column -> given(values, column))
            .toArray(Column[]::new));
  }

  private static Column given(Map<String, Column> values, ColumnSpec column) {
    return values.getOrDefault(column.name(), lit(null)).cast(column.type()).as(column.name());
  }

  private static Dataset<Row> settled(Dataset<Row> rows) {
    return rows.sparkSession().createDataFrame(rows.collectAsList(), rows.schema());
  }
}
