package io.lakeprint.ml.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.LabelsTable;
import io.lakeprint.ml.registry.FittedLearner;
import io.lakeprint.ml.registry.ModelInput;
import io.lakeprint.ml.registry.ModelInputs;
import io.lakeprint.ml.registry.PlattScaling;
import io.lakeprint.ml.registry.TrainedModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Learns on the training snapshots, chooses and calibrates on the validation snapshot, and measures
 * on the test snapshot: the model, the champion, and the naive rule that knows recency alone
 * (logistic in the log of the days since, fitted on the validation snapshot).
 *
 * @param learners competing, the simpler one first
 * @param simplerWithin PR-AUC by which a later learner must beat an earlier one
 * @param seed of everything drawn
 */
record Trainer(List<Learner> learners, double simplerWithin, long seed) {
  private static final String BASELINE = "_baseline";
  private static final String CHAMPION = "_champion";

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
   * @param measured all metrics
   * @param test metrics of the model on the test snapshot
   * @param baseline metrics of recency alone on the same rows
   * @param champion metrics of the champion on the same rows
   * @param trainCount rows learned from
   */
  record Result(
      TrainedModel model,
      List<Measured> measured,
      BinaryMetrics test,
      BinaryMetrics baseline,
      @Nullable BinaryMetrics champion,
      long trainCount) {}

  Result train(Task task, String version) {
    Dataset<Row> learning = task.rows().filter(onDays(task.split().train()));
    Row counts = learning.agg(count(lit(1)), sum(TrainingRows.LABEL)).first();
    Dataset<Row> weighted = weighted(learning, (double) counts.getLong(0), counts.getDouble(1));
    List<FittedLearner> fitted =
        learners.stream().map(learner -> learner.fit(weighted, task.inputs(), seed)).toList();
    Dataset<Row> scored = scored(task, fitted);
    Judged validation = judged(task, scored, fitted, task.split().validation());
    Judged test = judged(task, scored, fitted, task.split().test());

    List<Measured> measured = new ArrayList<>();
    int best = choose(fitted, validation, measured);
    PlattScaling calibration = validation.scaling(best);
    int baselineAt = fitted.size();
    BinaryMetrics model = test.calibrated(best, calibration);
    BinaryMetrics baseline = test.naive(baselineAt, validation.naive(baselineAt));
    BinaryMetrics champion = task.champion() == null ? null : test.metrics(baselineAt + 1);
    measured.add(
        new Measured(
            Measured.MODEL, Measured.VALIDATION, validation.calibrated(best, calibration)));
    measured.add(new Measured(Measured.MODEL, Measured.TEST, model));
    measured.add(new Measured(Measured.BASELINE, Measured.TEST, baseline));
    if (champion != null) {
      measured.add(new Measured(Measured.CHAMPION, Measured.TEST, champion));
    }
    TrainedModel trained =
        new TrainedModel(
            task.spec().model(), version, task.spec().eligibility(), fitted.get(best), calibration);
    return new Result(trained, List.copyOf(measured), model, baseline, champion, counts.getLong(0));
  }

  /** The first learner unless a later one is clearly better on the validation snapshot. */
  private int choose(List<FittedLearner> fitted, Judged validation, List<Measured> measured) {
    int best = 0;
    double bestPrAuc = 0;
    for (int i = 0; i < fitted.size(); i++) {
      BinaryMetrics metrics = validation.metrics(i);
      measured.add(
          new Measured(Measured.learner(fitted.get(i).learner()), Measured.VALIDATION, metrics));
      if (i == 0 || metrics.prAuc() > bestPrAuc + simplerWithin) {
        best = i;
        bestPrAuc = metrics.prAuc();
      }
    }
    return best;
  }

  /** Rows weighted so that both labels count the same in total. */
  private static Dataset<Row> weighted(Dataset<Row> rows, double count, double positives) {
    Column positive = col(TrainingRows.LABEL).equalTo(1);
    return rows.withColumn(
        TrainingRows.WEIGHT,
        when(positive, count / (2 * positives)).otherwise(count / (2 * (count - positives))));
  }

  private static Dataset<Row> scored(Task task, List<FittedLearner> fitted) {
    Split split = task.split();
    Dataset<Row> scored = task.rows().filter(onDays(List.of(split.validation(), split.test())));
    for (int i = 0; i < fitted.size(); i++) {
      scored = fitted.get(i).score(scored, column(i));
    }
    String recency = task.spec().eligibility().recencyFeature();
    scored = scored.withColumn(BASELINE, new ModelInput(recency, 0).value());
    return task.champion() == null ? scored : task.champion().score(scored, CHAMPION);
  }

  private static Judged judged(
      Task task, Dataset<Row> scored, List<FittedLearner> fitted, LocalDate day) {
    List<String> scorers = new ArrayList<>();
    for (int i = 0; i < fitted.size(); i++) {
      scorers.add(column(i));
    }
    scorers.add(BASELINE);
    if (task.champion() != null) {
      scorers.add(CHAMPION);
    }
    Column[] columns =
        Stream.concat(Stream.of(TrainingRows.LABEL), scorers.stream())
            .map(name -> col(name))
            .toArray(Column[]::new);
    return new Judged(
        scored.filter(onDays(List.of(day))).select(columns).takeAsList(task.rowBound()),
        scorers.size());
  }

  private static Column onDays(List<LocalDate> days) {
    return LabelsTable.AS_OF.col().isInCollection(days);
  }

  private static String column(int learner) {
    return "_learner_" + learner;
  }
}
