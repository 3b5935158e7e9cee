package io.lakeprint.ml.training;

import io.lakeprint.ml.registry.Calibration;
import io.lakeprint.ml.registry.IsotonicScaling;
import io.lakeprint.ml.registry.PlattScaling;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Platt's two numbers or the rising line, whichever foretells better.
 *
 * @param minimumRows with fewer rows it is Platt's without a look at the other
 */
public record CalibrationChoice(int minimumRows) {

  /**
   * Fits both to one half of the rows, asks the other half, and the other way round; the smaller
   * Brier score wins and is fitted to all rows.
   *
   * @param judged learned probabilities of rows that nothing was learned from
   */
  public Calibration of(Judged judged) {
    boolean line =
        judged.labels().length >= minimumRows
            && brier(judged, CalibrationChoice::isotonic) < brier(judged, CalibrationChoice::platt);
    return line ? isotonic(judged) : platt(judged);
  }

  private static double brier(Judged judged, Function<Judged, Calibration> fit) {
    double sum = 0;
    for (int half = 0; half < 2; half++) {
      Judged asked = judged.half(half);
      sum += asked.calibrated(fit.apply(judged.half(1 - half))).metrics().brier();
    }
    return sum;
  }

  private static Calibration platt(Judged judged) {
    return PlattScaling.fit(
        DoubleStream.of(judged.scores()).map(PlattScaling::logOdds).toArray(), judged.labels());
  }

  private static Calibration isotonic(Judged judged) {
    return IsotonicScaling.fit(judged.scores(), judged.labels());
  }
}
