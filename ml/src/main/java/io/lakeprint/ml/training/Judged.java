package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.PlattScaling;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** Labels of some rows beside what several scorers said about them. */
final class Judged {
  private final int[] labels;
  private final List<double[]> scores;

  /** Rows of a label and then one score after the other. */
  Judged(List<Row> rows, int scorers) {
    labels = rows.stream().mapToInt(row -> (int) row.getDouble(0)).toArray();
    scores =
        IntStream.range(0, scorers)
            .mapToObj(
                scorer -> rows.stream().mapToDouble(row -> row.getDouble(scorer + 1)).toArray())
            .toList();
  }

  /** A scaling of one scorer's numbers as they are. */
  PlattScaling naive(int scorer) {
    return PlattScaling.fit(scores.get(scorer), labels);
  }

  /** Metrics of one scorer's numbers under a scaling fitted elsewhere. */
  BinaryMetrics naive(int scorer, PlattScaling scaling) {
    return BinaryMetrics.of(DoubleStream.of(scores.get(scorer)).map(scaling::at).toArray(), labels);
  }

  /** Metrics of one scorer as it is. */
  BinaryMetrics metrics(int scorer) {
    return BinaryMetrics.of(scores.get(scorer), labels);
  }

  /** Metrics of one scorer's learned probabilities after calibration. */
  BinaryMetrics calibrated(int scorer, PlattScaling scaling) {
    return BinaryMetrics.of(
        DoubleStream.of(scores.get(scorer)).map(p -> scaling.at(PlattScaling.logOdds(p))).toArray(),
        labels);
  }

  /** Calibration fitted to one scorer's learned probabilities. */
  PlattScaling scaling(int scorer) {
    return PlattScaling.fit(
        DoubleStream.of(scores.get(scorer)).map(PlattScaling::logOdds).toArray(), labels);
  }
}
