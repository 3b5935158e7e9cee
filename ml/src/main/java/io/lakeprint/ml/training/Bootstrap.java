package io.lakeprint.ml.training;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

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

  /** What is told of a scorer. */
  enum Metric {
    ROC_AUC,
    PR_AUC,
    BRIER;

    /** Its name in {@code ml.model_metrics}. */
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Intervals of one scorer's metrics. */
  Map<Metric, Interval> of(Judged judged) {
    Ranked ranked = new Ranked(judged);
    return intervals(ranked.metrics(once(ranked.size())), ranked::metrics, ranked);
  }

  /** Intervals of the first's metrics less the second's, on the same rows. */
  Map<Metric, Interval> difference(Judged first, Judged second) {
    Ranked one = new Ranked(first);
    Ranked other = new Ranked(second);
    if (!Arrays.equals(first.labels(), second.labels())) {
      throw new IllegalArgumentException("two scorers are compared on the same rows");
    }
    Measure difference =
        weights -> {
          double[] a = one.metrics(weights);
          double[] b = other.metrics(weights);
          return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
        };
    return intervals(difference.of(once(one.size())), difference, one);
  }

  private interface Measure {
    double[] of(int[] weights);
  }

  private Map<Metric, Interval> intervals(double[] measured, Measure measure, Ranked rows) {
    double[][] drawn = new double[measured.length][draws];
    for (int draw = 0; draw < draws; draw++) {
      double[] numbers = measure.of(drawn(rows, draw));
      for (int metric = 0; metric < numbers.length; metric++) {
        drawn[metric][draw] = numbers[metric];
      }
    }
    Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
    int at = 0;
    for (Metric metric : Metric.values()) {
      double[] sorted = drawn[at].clone();
      Arrays.sort(sorted);
      intervals.put(
          metric,
          new Interval(
              measured[at], sorted[at((1 - confidence) / 2)], sorted[at((1 + confidence) / 2)]));
      at++;
    }
    return intervals;
  }

  private int at(double share) {
    return (int) Math.round(share * (draws - 1));
  }

  /** How often each row is drawn; a draw without both labels is drawn again. */
  private int[] drawn(Ranked rows, int draw) {
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

  private static int[] once(int size) {
    int[] weights = new int[size];
    Arrays.fill(weights, 1);
    return weights;
  }

  /** A scorer's rows by falling score, to be measured under many weights. */
  private static final class Ranked {
    private final int[] labels;
    private final double[] scores;
    private final int[] order;

    Ranked(Judged judged) {
      labels = judged.labels();
      scores = judged.scores();
      order =
          IntStream.range(0, labels.length)
              .boxed()
              .sorted((a, b) -> Double.compare(scores[b], scores[a]))
              .mapToInt(Integer::intValue)
              .toArray();
    }

    int size() {
      return labels.length;
    }

    boolean hasBothLabels(int[] weights) {
      boolean[] seen = new boolean[2];
      for (int i = 0; i < weights.length; i++) {
        seen[labels[i]] |= weights[i] > 0;
      }
      return seen[0] && seen[1];
    }

    /**
     * In the order of {@link Metric}, by the formulas of {@link BinaryMetrics}, a row counting as
     * often as it was drawn.
     */
    double[] metrics(int[] weights) {
      double positives = 0;
      double all = 0;
      double squares = 0;
      for (int i = 0; i < weights.length; i++) {
        all += weights[i];
        positives += (double) weights[i] * labels[i];
        squares += weights[i] * (scores[i] - labels[i]) * (scores[i] - labels[i]);
      }
      double above = 0;
      double before = 0;
      double wins = 0;
      double precisions = 0;
      for (int from = 0; from < order.length; ) {
        int to = from;
        double tied = 0;
        double tiedPositives = 0;
        while (to < order.length && scores[order[to]] == scores[order[from]]) {
          tied += weights[order[to]];
          tiedPositives += (double) weights[order[to]] * labels[order[to]];
          to++;
        }
        double negativesTied = tied - tiedPositives;
        double negativesBelow = all - before - tied - (positives - above - tiedPositives);
        wins += tiedPositives * (negativesBelow + negativesTied / 2);
        above += tiedPositives;
        before += tied;
        precisions += tied == 0 ? 0 : tiedPositives * above / before;
        from = to;
      }
      return new double[] {
        wins / (positives * (all - positives)), precisions / positives, squares / all
      };
    }
  }
}
