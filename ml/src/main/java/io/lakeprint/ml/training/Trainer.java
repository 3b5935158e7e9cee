package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.ml.registry.Bins;
import io.lakeprint.ml.registry.Calibration;
import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.Frozen;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.registry.TrainedModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Learns on the training snapshots, chooses and calibrates on the validation snapshot, and measures
 * on the test snapshot: the model, the champion, and the naive rule that knows recency alone
 * (logistic in the log of the days since, fitted on the validation snapshot).
 *
 * @param tournament finds the best way to learn
 * @param calibration what calibrates it
 * @param bootstrap tells how sure the numbers are
 * @param costs choose the threshold, on the validation snapshot
 */
public record Trainer(
    Tournament tournament, CalibrationChoice calibration, Bootstrap bootstrap, Costs costs) {
  private static final String MODEL = "_model";
  private static final String BASELINE = "_baseline";
  private static final String CHAMPION = "_champion";
  private static final String EFFECTS = "_effects";
  private static final int FROZEN_ROWS = 20_000;

  /**
   * What to train on.
   *
   * @param spec what is predicted
   * @param inputs features in order
   * @param split snapshots
   * @param rows rows of {@link TrainingRowsTransform}, cached
   * @param rowBound more rows than there are
   * @param champion the one in service, to be measured on the same rows
   */
  record Task(
      LabelSpec spec,
      ModelInputs inputs,
      Split split,
      Dataset<Row> rows,
      int rowBound,
      @Nullable TrainedModel champion) {}

  /**
   * What came out.
   *
   * @param model calibrated model of the best learner
   * @param winner its way to learn
   * @param threshold score from which on to act
   * @param measured all metrics
   * @param validation what the calibrated model says about the validation snapshot
   * @param test what it says about the test snapshot
   * @param baseline what recency alone says about the same rows
   * @param champion what the champion says about the same rows
   * @param importance mean size of each input's effect on the test rows; empty where the learner
   *     cannot say it
   * @param trainCount rows learned from
   * @param evaluations that the tournament made
   */
  record Result(
      TrainedModel model,
      String winner,
      double threshold,
      List<Measured> measured,
      Judged validation,
      Judged test,
      Judged baseline,
      @Nullable Judged champion,
      Map<String, Double> importance,
      long trainCount,
      int evaluations) {}

  /**
   * Trains.
   *
   * @param timeIsUp stops the tournament early
   */
  Result train(Task task, String version, BooleanSupplier timeIsUp) {
    Tournament.Outcome won =
        tournament.run(
            new Tournament.Field(
                task.rows(),
                LabelsTable.ONE_ID.col(),
                task.inputs(),
                List.of(Fold.of(task.split())),
                task.rowBound()),
            timeIsUp);
    Calibration calibrated = calibration.of(won.judged());
    TrainedModel trained =
        new TrainedModel(
            task.spec().model(),
            version,
            task.spec().eligibility(),
            won.learner(),
            calibrated,
            frozen(task, won.judged().calibrated(calibrated)));
    List<String> scorers =
        task.champion() == null ? List.of(MODEL, BASELINE) : List.of(MODEL, BASELINE, CHAMPION);
    Dataset<Row> scored = scored(task, trained);
    List<Judged> validation = judged(task, scored, scorers, task.split().validation());
    List<Judged> test = judged(task, scored, scorers, task.split().test());
    Judged baseline = test.get(1).scaled(validation.get(1).scaling());
    Judged champion = task.champion() == null ? null : test.get(2);

    List<Measured> measured = new ArrayList<>(won.measured());
    measured.add(new Measured(Measured.MODEL, Measured.VALIDATION, validation.get(0).metrics()));
    double threshold = costs.threshold(validation.get(0));
    measured.add(Measured.onTest(Measured.MODEL, test.get(0), bootstrap));
    measured.add(Measured.onTest(Measured.BASELINE, baseline, bootstrap));
    if (champion != null) {
      measured.add(Measured.onTest(Measured.CHAMPION, champion, bootstrap));
    }
    return new Result(
        trained,
        won.name(),
        threshold,
        List.copyOf(measured),
        validation.get(0),
        test.get(0),
        baseline,
        champion,
        importance(won.learner(), task.rows().filter(onDays(List.of(task.split().test())))),
        task.rows().filter(onDays(task.split().train())).count(),
        won.evaluations());
  }

  /** Of some of the rows learned from, chosen by their person, and of what the judging rows got. */
  private Frozen frozen(Task task, Judged judged) {
    Column person = LabelsTable.ONE_ID.col();
    List<double[]> values =
        task
            .rows()
            .filter(onDays(task.split().train()))
            .orderBy(xxhash64(lit(tournament.seed()), person), person, LabelsTable.AS_OF.col())
            .select(col(TrainingRows.VECTOR))
            .takeAsList(FROZEN_ROWS)
            .stream()
            .map(row -> row.<Vector>getAs(0).toArray())
            .toList();
    List<Bins> inputs =
        IntStream.range(0, task.inputs().inputs().size())
            .mapToObj(
                input ->
                    Bins.of(values.stream().mapToDouble(row -> row[input]).toArray(), Bins.TENTHS))
            .toList();
    return new Frozen(inputs, Bins.of(judged.scores(), Bins.TENTHS));
  }

  private static Dataset<Row> scored(Task task, TrainedModel model) {
    Split split = task.split();
    Dataset<Row> rows = task.rows().filter(onDays(List.of(split.validation(), split.test())));
    String recency = task.spec().eligibility().recencyFeature();
    Dataset<Row> scored =
        model.score(rows, MODEL).withColumn(BASELINE, new ModelInput(recency, 0).value());
    return task.champion() == null ? scored : task.champion().score(scored, CHAMPION);
  }

  private static List<Judged> judged(
      Task task, Dataset<Row> scored, List<String> scorers, LocalDate day) {
    Column[] columns =
        Stream.concat(Stream.of(TrainingRows.LABEL), scorers.stream())
            .map(name -> col(name))
            .toArray(Column[]::new);
    List<Row> rows =
        scored.filter(onDays(List.of(day))).select(columns).takeAsList(task.rowBound());
    return scorers.stream().map(scorer -> Judged.of(rows, scorers.indexOf(scorer))).toList();
  }

  private static Map<String, Double> importance(FittedLearner learner, Dataset<Row> rows) {
    return learner
        .effects(rows, EFFECTS)
        .map(
            told ->
                told.select(posexplode(col(EFFECTS)))
                    .groupBy("pos")
                    .agg(avg(abs(col("col"))))
                    .takeAsList(learner.inputs().inputs().size()))
        .orElse(List.of())
        .stream()
        .collect(
            Collectors.toMap(
                row -> learner.inputs().names().get(row.getInt(0)), row -> row.getDouble(1)));
  }

  private static Column onDays(List<LocalDate> days) {
    return LabelsTable.AS_OF.col().isInCollection(days);
  }
}
