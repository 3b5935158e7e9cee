package io.lakeprint.ml.automl;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.ml.Settings;
import io.lakeprint.testkit.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole search over a small table, in rounds of halving; without forests, which are slow. */
@ExtendWith(SparkExtension.class)
class TableTrainingTest {
  private static final StructType COLUMNS =
      StructType.fromDDL("id STRING, visits INT, spend DOUBLE, city STRING, left INT");

  private static final AutoMlConfig CONFIG =
      Settings.of(
          "automl",
          AutoMlConfig.class,
          "automl.learners=[logistic-regression, xgboost]",
          "automl.folds=2",
          "automl.minimum-rows=100");

  @Test
  void theSameRowsAndSeedFindTheSameWinnerInAnyOrder(SparkSession spark) {
    Dataset<Row> table = spark.createDataFrame(rows(600), COLUMNS);
    TableTraining training = new TableTraining(CONFIG);
    TableTraining.Learned first = training.learn(table, "id", "left", () -> false);
    TableTraining.Learned again =
        training.learn(table.orderBy(col("city").desc()).repartition(5), "id", "left", () -> false);

    assertThat(first.evaluations()).as("more than one round").isGreaterThan(7);
    assertThat(again.winner()).isEqualTo(first.winner());
    assertThat(again.evaluations()).isEqualTo(first.evaluations());
    assertThat(again.rejected()).isEqualTo(first.rejected());
    assertThat(scores(again, table)).isEqualTo(scores(first, table));
  }

  private static List<Row> scores(TableTraining.Learned learned, Dataset<Row> table) {
    return learned.score(table, "score").select("id", "score").orderBy("id").collectAsList();
  }

  /** Who leaves comes seldom and spends little; in one city the other way round. */
  private static List<Row> rows(int count) {
    Random random = new Random(20261128);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int visits = random.nextInt(30);
      double spend = Math.abs(random.nextGaussian()) * 100;
      String city = "city" + random.nextInt(4);
      boolean low = visits * 5 + spend < 110;
      boolean leaves = low != city.equals("city0") && random.nextInt(5) > 0;
      rows.add(RowFactory.create("p" + i, visits, spend, city, leaves ? 1 : 0));
    }
    return rows;
  }
}
