package io.lakeprint.ml.automl;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.ml.Settings;
import io.lakeprint.ml.training.BinaryMetrics;
import io.lakeprint.testkit.PublicData;
import io.lakeprint.testkit.QualityFloors;
import io.lakeprint.testkit.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Churn of a telephone company, by five folds of its customers, as published models are judged. */
@ExtendWith(SparkExtension.class)
class TelcoTest {
  private static final int FOLDS = 5;

  /** Without forests, which cost most of the time and win nothing here, and with fewer folds. */
  private static final AutoMlConfig CONFIG =
      Settings.of(
          "automl",
          AutoMlConfig.class,
          "automl.learners=[logistic-regression, xgboost]",
          "automl.folds=3");

  @Test
  void reachesWhatIsPublishedWithoutAnybodyChoosing(SparkSession spark) {
    Dataset<Row> customers = customers(spark).repartition(1).cache();
    List<Row> judged = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      Dataset<Row> others = customers.filter(col("fold").notEqual(lit(fold))).drop("fold");
      TableTraining.Learned learned =
          new TableTraining(CONFIG).learn(others, "customerID", "churned", () -> false);
      Dataset<Row> own = customers.filter(col("fold").equalTo(lit(fold)));
      judged.addAll(learned.score(own, "score").select("churned", "score").collectAsList());
      assertThat(learned.rejected()).as("no column of these leaks or drifts").isEmpty();
    }
    assertThat(judged).hasSize(7043);
    BinaryMetrics metrics =
        BinaryMetrics.of(
            judged.stream().mapToDouble(row -> row.getDouble(1)).toArray(),
            judged.stream().mapToInt(row -> row.getInt(0)).toArray());
    QualityFloors.hold(
        "telco.automl",
        Map.of(
            "roc_auc", metrics.rocAuc(),
            "pr_auc", metrics.prAuc(),
            "brier", metrics.brier(),
            "ece", metrics.ece()));
  }

  /** Every column as its text says: three are numbers, all others are words. */
  private static Dataset<Row> customers(SparkSession spark) {
    return spark
        .read()
        .option("header", true)
        .csv(PublicData.require("telco_churn/Telco-Customer-Churn.csv.gz").toString())
        .withColumn("tenure", col("tenure").cast("int"))
        .withColumn("MonthlyCharges", col("MonthlyCharges").cast("double"))
        .withColumn("TotalCharges", col("TotalCharges").try_cast("double"))
        .withColumn("churned", col("Churn").equalTo("Churned").cast("int"))
        .withColumn("fold", pmod(xxhash64(col("customerID")), lit(FOLDS)))
        .drop("Churn");
  }
}
