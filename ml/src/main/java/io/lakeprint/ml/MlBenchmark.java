package io.lakeprint.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.activity.DailyActivityConfig;
import io.lakeprint.common.bench.BareWrites;
import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Benchmark;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Trial;
import io.lakeprint.common.bench.Variant;
import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.lake.CommitStamp;
import io.lakeprint.common.lake.DeltaLake;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.LakeManifest;
import io.lakeprint.common.lake.LakeSettings;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.ml.features.FeaturesConfig;
import io.lakeprint.ml.features.FeaturesTransform;
import io.lakeprint.ml.features.RollUpRules;
import io.lakeprint.ml.features.Snapshots;
import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.training.BinaryMetrics;
import io.lakeprint.ml.training.BoostLearner;
import io.lakeprint.ml.training.GradientBoostingLearner;
import io.lakeprint.ml.training.Learner;
import io.lakeprint.ml.training.TrainingRows;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Option;

/**
 * Four questions about speed: boosted trees of XGBoost against those of MLlib at equal quality;
 * features against a bare aggregation of the same roll-ups; scores written against a bare write;
 * and models of how customers buy, fitted to grouped histories, against evaluating the likelihood
 * customer by customer.
 */
final class MlBenchmark implements Benchmark {
  private static final String SCORE = "score";

  @Option(
      names = "--rows",
      description = "rows to learn from (default: ${DEFAULT-VALUE})",
      defaultValue = "50000")
  private long rows = 50_000;

  @Option(
      names = "--trees",
      description = "trees of both kinds (default: ${DEFAULT-VALUE})",
      defaultValue = "60")
  private int trees = 60;

  @Option(
      names = "--roll-ups",
      description = "rows of daily activity (default: ${DEFAULT-VALUE})",
      defaultValue = "10000000")
  private long rollUps = 10_000_000;

  @Option(
      names = "--people",
      description = "people with features (default: ${DEFAULT-VALUE})",
      defaultValue = "300000")
  private long people = 300_000;

  @Option(
      names = "--scores",
      description = "scores written (default: ${DEFAULT-VALUE})",
      defaultValue = "2000000")
  private long scores = 2_000_000;

  @Option(
      names = "--customers",
      description = "customers that value is fitted to (default: ${DEFAULT-VALUE})",
      defaultValue = "1000000")
  private int customers = 1_000_000;

  private final Map<String, Double> reached = new TreeMap<>();

  @Override
  public String name() {
    return "ml";
  }

  @Override
  public String summary() {
    return "Models: XGBoost against MLlib, features and scores against bare Spark, fits of value";
  }

  @Override
  public void run(Bench bench) {
    learners(bench);
    features(bench);
    scores(bench);
    new ValueBenchmark(customers).run(bench);
  }

  // ---- learners --------------------------------------------------------------------------------

  private void learners(Bench bench) {
    String folder =
        bench.input(
            "ml-rows-" + rows,
            into -> BareWrites.parquet(MadeRows.labelled(bench.spark(), rows), into + "/rows"));
    ModelInputs inputs =
        new ModelInputs(
            IntStream.range(0, MadeRows.FEATURES)
                .mapToObj(i -> new ModelInput("f" + i, 0))
                .toList());
    Dataset<Row> all =
        bench
            .spark()
            .read()
            .parquet(folder + "/rows")
            .repartition(1)
            .sortWithinPartitions("id")
            .withColumn(TrainingRows.WEIGHT, lit(1.0))
            .withColumn(TrainingRows.VECTOR, inputs.vector())
            .cache();
    long count = all.count();
    Column judging = pmod(col("id"), lit(5)).equalTo(0);
    Dataset<Row> learning = all.filter(functions.not(judging));
    Dataset<Row> others = all.filter(judging);
    bench.compare(
        new Comparison(
            "Boosted trees, " + trees + " of depth 4",
            count,
            "rows",
            List.of(
                learned(
                    "mllib",
                    new GradientBoostingLearner(trees, 4, 0.1, 20),
                    learning,
                    others,
                    inputs),
                learned(
                        "xgboost",
                        new BoostLearner(trees, 4, 0.1, 5, 1, 1, 1),
                        learning,
                        others,
                        inputs)
                    .aimingAt(0.1))));
    reached.forEach(
        (name, auc) -> bench.note(String.format(Locale.ROOT, "ROC-AUC of %s: %.4f", name, auc)));
    all.unpersist();
  }

  private Variant learned(
      String name,
      Learner learner,
      Dataset<Row> learning,
      Dataset<Row> others,
      ModelInputs inputs) {
    FittedLearner[] fitted = new FittedLearner[1];
    return Variant.of(
            name,
            "one thread, the same rows in one partition",
            trial -> fitted[0] = learner.fit(learning, inputs, 1))
        .checkedBy(trial -> reached.put(name, auc(fitted[0], others)));
  }

  private double auc(FittedLearner learner, Dataset<Row> others) {
    List<Row> judged =
        learner
            .score(others, SCORE)
            .select(TrainingRows.LABEL, SCORE)
            .takeAsList((int) Math.min(Integer.MAX_VALUE - 1, rows));
    return BinaryMetrics.of(
            judged.stream().mapToDouble(row -> row.getDouble(1)).toArray(),
            judged.stream().mapToInt(row -> (int) row.getDouble(0)).toArray())
        .rocAuc();
  }

  // ---- features --------------------------------------------------------------------------------

  private void features(Bench bench) {
    MadeRows made = new MadeRows(people);
    String folder =
        bench.input(
            "ml-roll-ups-" + rollUps + "-" + people,
            into -> {
              BareWrites.parquet(made.activity(bench.spark(), rollUps), into + "/activity");
              BareWrites.parquet(made.sessions(bench.spark(), rollUps / 4), into + "/sessions");
              BareWrites.parquet(made.dimensions(bench.spark(), rollUps / 4), into + "/dimensions");
            });
    FeaturesTransform.Inputs stored =
        new FeaturesTransform.Inputs(
            bench.spark().read().parquet(folder + "/activity"),
            bench.spark().read().parquet(folder + "/sessions"),
            bench.spark().read().parquet(folder + "/dimensions"));
    LakeConfig shipped =
        ConfigLoader.load(List.of(), List.of(), MlBenchmark.class.getClassLoader());
    FeaturesTransform features =
        new FeaturesTransform(
            shipped.bind("features", FeaturesConfig.class),
            new Snapshots(List.of(MadeRows.LAST)),
            new RollUpRules(
                shipped.bind("daily-activity", DailyActivityConfig.class),
                shipped.bind("sessions", SessionsConfig.class),
                new BusinessDays(ZoneOffset.UTC)));
    bench.compare(
        new Comparison(
            "Features of one date for " + people + " people",
            rollUps,
            "roll-ups",
            List.of(
                Variant.of(
                    "aggregated",
                    "the same three tables, grouped by person, a few sums, written",
                    trial -> BareWrites.parquet(aggregated(stored), trial.folder("out"))),
                Variant.of(
                        "features",
                        "all features as shipped, written",
                        trial -> BareWrites.parquet(features.apply(stored), trial.folder("out")))
                    .aimingAt(3))));
  }

  private static Dataset<Row> aggregated(FeaturesTransform.Inputs inputs) {
    Column person = col("one_id");
    return inputs
        .activity()
        .groupBy(person)
        .agg(
            sum(DailyActivityTable.EVENT_COUNT.col()).as("events"),
            sum(DailyActivityTable.AMOUNT.col()).as("amount"),
            max(DailyActivityTable.EVENT_DATE.col()).as("last"))
        .join(
            inputs
                .sessions()
                .groupBy(person)
                .agg(
                    count(lit(1)).as("sessions"),
                    sum(SessionsTable.DURATION_SECONDS.col()).as("seconds")),
            "one_id")
        .join(
            inputs
                .dimensions()
                .groupBy(person)
                .agg(
                    functions.count_distinct(DailyDimensionsTable.DIMENSION_VALUE.col()).as("met")),
            "one_id");
  }

  // ---- scores ----------------------------------------------------------------------------------

  private void scores(Bench bench) {
    String folder =
        bench.input(
            "ml-scores-" + scores,
            into ->
                BareWrites.parquet(MadeRows.predictions(bench.spark(), scores), into + "/scores"));
    Dataset<Row> stored = bench.spark().read().parquet(folder + "/scores");
    String scope = "model = 'churn' AND as_of = DATE'" + MadeRows.LAST + "'";
    bench.compare(
        new Comparison(
            "Scores of one model at one date",
            scores,
            "scores",
            List.of(
                Variant.of(
                    "bare",
                    "a new Delta table of the same rows",
                    trial -> BareWrites.delta(stored, trial.folder("bare"))),
                Variant.of(
                        "predictions",
                        "the table as it is written daily, checked, its partition overwritten",
                        trial ->
                            lake(bench, trial).replaceWhere(PredictionsTable.SPEC, stored, scope))
                    .preparedBy(
                        trial ->
                            lake(bench, trial)
                                .replaceWhere(PredictionsTable.SPEC, stored.limit(1), scope))
                    .aimingAt(1.5))));
  }

  private static Lake lake(Bench bench, Trial trial) {
    return DeltaLake.open(
        bench.spark(),
        new LakeSettings(
            trial.folder("lake"), new LakeSettings.Catalog(""), Duration.ofSeconds(1), 2, "EUR"),
        new LakeManifest(ZoneOffset.UTC, "EUR", "bench"),
        new CommitStamp("bench", "bench", MadeRows.LAST),
        notice -> {});
  }
}
