package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.tables.Types;
import io.lakeprint.ml.Contract;
import io.lakeprint.ml.registry.Bins;
import io.lakeprint.ml.registry.Eligibility;
import io.lakeprint.ml.registry.FittedBlend;
import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.Frozen;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.registry.ModelStore;
import io.lakeprint.ml.registry.PlattScaling;
import io.lakeprint.ml.registry.TrainedModel;
import io.lakeprint.testkit.QualityFloors;
import io.lakeprint.testkit.SparkExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What every learner promises, whatever it learns with. */
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Contract({
  LogisticLearner.class,
  ForestLearner.class,
  GradientBoostingLearner.class,
  BoostLearner.class
})
class LearnerContractTest {
  private static final List<Learner> LEARNERS =
      List.of(
          new LogisticLearner(20, 0.01),
          new ForestLearner(5, 4, 5),
          new GradientBoostingLearner(4, 3, 0.3, 5),
          new BoostLearner(20, 3, 0.3, 1, 0.8, 0.8, 1));
  private static final ModelInputs INPUTS =
      new ModelInputs(IntStream.range(0, 5).mapToObj(i -> new ModelInput("f" + i, 0)).toList());
  private static final double SAME = 1e-6;
  private static final Frozen FROZEN =
      new Frozen(List.of(Bins.of(new double[] {1, 2}, 2)), Bins.of(new double[] {0.5}, 2));

  private final Dataset<Row> rows;
  private final Map<String, FittedLearner> fitted;

  LearnerContractTest(SparkSession spark) {
    rows = rows(spark, UnaryOperator.identity());
    fitted =
        LEARNERS.stream().collect(Collectors.toMap(Learner::name, one -> one.fit(rows, INPUTS, 7)));
  }

  /** Five numbers, four of them mostly zero; the first two say much about the label. */
  private static Dataset<Row> rows(SparkSession spark, UnaryOperator<Vector> form) {
    Random random = new Random(3);
    List<Row> features = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Object[] values = new Object[7];
      values[0] = random.nextGaussian();
      for (int feature = 1; feature < 5; feature++) {
        values[feature] = random.nextInt(4) == 0 ? 1.0 + random.nextInt(3) : 0.0;
      }
      double logOdds = 1.5 * (double) values[0] + 2 * (double) values[1] - 1;
      values[5] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds)) ? 1.0 : 0.0;
      values[6] = 1.0 + random.nextInt(2);
      features.add(RowFactory.create(values));
    }
    StructType schema = new StructType();
    for (int feature = 0; feature < 5; feature++) {
      schema = schema.add("f" + feature, Types.DOUBLE);
    }
    schema = schema.add(TrainingRows.LABEL, Types.DOUBLE).add(TrainingRows.WEIGHT, Types.DOUBLE);
    List<Row> formed =
        spark
            .createDataFrame(features, schema)
            .withColumn(TrainingRows.VECTOR, INPUTS.vector())
            .collectAsList()
            .stream()
            .map(
                row -> {
                  Object[] values = new Object[8];
                  for (int i = 0; i < 7; i++) {
                    values[i] = row.get(i);
                  }
                  values[7] = form.apply(row.getAs(7));
                  return RowFactory.create(values);
                })
            .toList();
    return spark
        .createDataFrame(formed, schema.add(TrainingRows.VECTOR, SQLDataTypes.VectorType()))
        .coalesce(1)
        .cache();
  }

  @Test
  void everyLearnerIsHeldToThisContract() {
    List<String> all =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.lakeprint.ml")
                .stream()
                .filter(type -> type.isAssignableTo(Learner.class) && !type.isInterface())
                .map(JavaClass::getSimpleName)
                .toList();
    assertThat(LEARNERS)
        .extracting(one -> one.getClass().getSimpleName())
        .containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  @Contract.Promise(Contract.Of.SPARSE_IS_DENSE)
  void zeroesLeftOutOfAVectorTeachTheSameAsZeroesInIt() {
    Dataset<Row> sparse = rows(rows.sparkSession(), Vector::toSparse);
    for (Learner learner : LEARNERS) {
      assertSame(learner.name(), scores(learner.fit(sparse, INPUTS, 7), rows), dense(learner));
    }
  }

  @Test
  void scoresSayWhoIsWho() {
    int[] labels =
        rows.select(TrainingRows.LABEL).collectAsList().stream()
            .mapToInt(row -> (int) row.getDouble(0))
            .toArray();
    Map<String, Double> found = new TreeMap<>();
    fitted.forEach(
        (name, learner) ->
            found.put(name, BinaryMetrics.of(scores(learner, rows), labels).rocAuc()));
    QualityFloors.hold("planted.learners", found);
  }

  @Test
  @Contract.Promise(Contract.Of.A_ROW_STANDS_ALONE)
  void aRowsScoreDoesNotDependOnOtherRows() {
    for (Learner learner : LEARNERS) {
      FittedLearner one = one(learner.name());
      Dataset<Row> some = rows.filter("f0 > 0.5").repartition(3).orderBy("f0");
      Dataset<Row> ofAll =
          one.score(rows, "score").filter("f0 > 0.5").orderBy("f0").select(col("score"));
      assertSame(learner.name(), scores(one, some), doubles(ofAll));
    }
  }

  @Test
  @Contract.Promise(Contract.Of.SAVED_IS_THE_SAME)
  void aSavedLearnerScoresAndExplainsAsBefore(@TempDir Path folder) {
    ModelStore store = new ModelStore(folder.toUri().toString(), new Configuration());
    List<FittedLearner> all = new ArrayList<>(fitted.values());
    all.add(new FittedBlend(List.of(one("logistic-regression"), one("xgboost"))));
    for (FittedLearner learner : all) {
      store.save(
          new TrainedModel(
              "m",
              learner.learner(),
              new Eligibility("f0", 9),
              learner,
              new PlattScaling(1, 0),
              FROZEN));
      TrainedModel again = store.load("m", learner.learner());
      assertThat(again.frozen()).isEqualTo(FROZEN);
      FittedLearner loaded = again.learner();
      assertSame(learner.learner(), scores(loaded, rows), scores(learner, rows));
      assertThat(loaded.effects(rows, "e").map(told -> told.select("e").collectAsList()))
          .isEqualTo(learner.effects(rows, "e").map(told -> told.select("e").collectAsList()));
    }
  }

  @Test
  void aModelRefusesRowsWithoutWhatItReads() {
    TrainedModel model =
        new TrainedModel(
            "m", "v", new Eligibility("f0", 9), one("xgboost"), new PlattScaling(1, 0), FROZEN);
    model.requireFeatures(rows);
    assertThatThrownBy(() -> model.requireFeatures(rows.drop("f3")))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("Model m v cannot score: no column f3");
  }

  /** What an explanation leaves unsaid is the same for everybody. */
  @Test
  void effectsAddUpToTheLogOdds() {
    List<FittedLearner> telling = new ArrayList<>(fitted.values());
    telling.add(new FittedBlend(List.of(one("logistic-regression"), one("xgboost"))));
    int told = 0;
    for (FittedLearner learner : telling) {
      if (learner.effects(rows, "e").isEmpty()) {
        continue;
      }
      told++;
      List<Row> both =
          learner
              .score(learner.effects(rows, "e").orElseThrow(), "score")
              .selectExpr("ln(score / (1 - score)) - aggregate(e, 0D, (s, x) -> s + x)")
              .collectAsList();
      double average = both.get(0).getDouble(0);
      assertThat(both)
          .as(learner.learner())
          .allSatisfy(row -> assertThat(row.getDouble(0)).isEqualTo(average, within(1e-4)));
    }
    assertThat(told).as("regression, XGBoost and their blend").isEqualTo(3);
  }

  private double[] dense(Learner learner) {
    return scores(one(learner.name()), rows);
  }

  private FittedLearner one(String name) {
    return Objects.requireNonNull(fitted.get(name), name);
  }

  private static double[] scores(FittedLearner learner, Dataset<Row> rows) {
    return doubles(learner.score(rows, "score").select(col("score")));
  }

  private static double[] doubles(Dataset<Row> numbers) {
    assertThat(numbers.schema().fields()[0].dataType()).isEqualTo(DataTypes.DoubleType);
    return numbers.collectAsList().stream().mapToDouble(row -> row.getDouble(0)).toArray();
  }

  private static void assertSame(String name, double[] some, double[] others) {
    assertThat(some).as(name).hasSameSizeAs(others);
    for (int i = 0; i < some.length; i++) {
      assertThat(some[i]).as(name).isEqualTo(others[i], within(SAME));
    }
  }
}
