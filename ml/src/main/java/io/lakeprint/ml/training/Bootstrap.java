package io.lakeprint.ml.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Intervals by drawing the rows again with replacement (Efron 1979), between percentiles of what
 * the draws say. Two scorers are compared on the same draws, so that what is hard about a row does
 * not count. Deterministic for the order of rows and the seed.
 *
 * @param draws how often
 * @param confidence share of the draws between the bounds
 * @param seed of the draws
 */
public record Bootstrap(int draws, double confidence, long seed) {

  public Bootstrap {
    if (draws < 20 || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "an interval needs at least 20 draws and a confidence between 0 and 1, got "
              + draws
              + " and "
              + confidence);
    }
  }

  /** Intervals of one scorer's metrics, by the names of {@link BinaryMetrics#named}. */
  Map<String, Interval> of(Judged judged) {
    Ranking ranking = judged.ranking();
    return intervals(weights -> told(ranking, weights), ranking);
  }

  /** Intervals of the first's metrics less the second's, on the same rows. */
  Map<String, Interval> difference(Judged first, Judged second) {
    if (!Arrays.equals(first.labels(), second.labels())) {
      throw new IllegalArgumentException("two scorers are compared on the same rows");
    }
    Ranking one = first.ranking();
    Ranking other = second.ranking();
    return intervals(
        weights -> {
          Map<String, Double> told = told(one, weights);
          told(other, weights).forEach((name, value) -> told.merge(name, -value, Double::sum));
          return told;
        },
        one);
  }

  /**
   * Without the calibration error: it is a sum of distances, to which every draw adds, so that most
   * draws lie above what was measured.
   */
  private static Map<String, Double> told(Ranking ranking, int[] weights) {
    Map<String, Double> told = ranking.metrics(weights).named();
    told.remove(BinaryMetrics.ECE);
    return told;
  }

  private Map<String, Interval> intervals(
      Function<int[], Map<String, Double>> measure, Ranking rows) {
    Map<String, double[]> drawn = new HashMap<>();
    for (int draw = 0; draw < draws; draw++) {
      int at = draw;
      measure
          .apply(drawn(rows, draw))
          .forEach(
              (name, value) -> drawn.computeIfAbsent(name, none -> new double[draws])[at] = value);
    }
    Map<String, Interval> intervals = new TreeMap<>();
    measure
        .apply(rows.once())
        .forEach(
            (name, value) -> {
              double[] sorted = Objects.requireNonNull(drawn.get(name));
              Arrays.sort(sorted);
              intervals.put(
                  name,
                  new Interval(
                      value, sorted[at((1 - confidence) / 2)], sorted[at((1 + confidence) / 2)]));
            });
    return intervals;
  }

  private int at(double share) {
    return (int) Math.round(share * (draws - 1));
  }

  /** How often each row is drawn; a draw without both labels is drawn again. */
  private int[] drawn(Ranking rows, int draw) {
    SplittableRandom random = new SplittableRandom(seed + draw);
    int[] weights;
    do {
      weights = new int[rows.size()];
      for (int i = 0; i < weights.length; i++) {
        weights[random.nextInt(weights.length)]++;
      }
    } while (!rows.hasBothLabels(weights));
    return weights;
  }
}
