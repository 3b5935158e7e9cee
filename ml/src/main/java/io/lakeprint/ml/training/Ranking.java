package io.lakeprint.ml.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A scorer's rows by falling score, to be measured with each row counting as often as is wanted.
 * Rows with equal scores share their labels evenly, so that the order of rows does not matter.
 */
final class Ranking {
  private final double[] scores;
  private final int[] labels;
  private final int[] order;

  /**
   * Ranks.
   *
   * @param scores probabilities
   * @param labels 0 or 1
   */
  Ranking(double[] scores, int[] labels) {
    if (scores.length != labels.length) {
      throw new IllegalArgumentException("every row has a score and a label");
    }
    this.scores = scores.clone();
    this.labels = labels.clone();
    this.order =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  int size() {
    return labels.length;
  }

  /** Weights by which each row counts once. */
  int[] once() {
    int[] once = new int[labels.length];
    Arrays.fill(once, 1);
    return once;
  }

  boolean hasBothLabels(int[] weights) {
    boolean[] seen = new boolean[2];
    for (int i = 0; i < weights.length; i++) {
      seen[labels[i]] |= weights[i] > 0;
    }
    return seen[0] && seen[1];
  }

  /**
   * By the formulas that {@link BinaryMetrics} names.
   *
   * @param weights how often each row counts, in the order in which rows were given
   * @throws IllegalArgumentException when there is only one label among those that count
   */
  BinaryMetrics metrics(int[] weights) {
    if (!hasBothLabels(weights)) {
      throw new IllegalArgumentException("metrics need both labels");
    }
    int all = IntStream.of(weights).sum();
    double positives = 0;
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      positives += (double) weights[i] * labels[i];
      squares += weights[i] * (scores[i] - labels[i]) * (scores[i] - labels[i]);
    }
    Tenths tenths = new Tenths(all);
    double above = 0;
    double wins = 0;
    double precisions = 0;
    int before = 0;
    for (int from = 0; from < order.length; ) {
      double score = scores[order[from]];
      int tied = 0;
      double tiedPositives = 0;
      int to = from;
      while (to < order.length && Double.compare(scores[order[to]], score) == 0) {
        tied += weights[order[to]];
        tiedPositives += (double) weights[order[to]] * labels[order[to]];
        to++;
      }
      if (tied > 0) {
        double negativesTied = tied - tiedPositives;
        double negativesBelow = all - before - tied - (positives - above - tiedPositives);
        wins += tiedPositives * (negativesBelow + negativesTied / 2);
        above += tiedPositives;
        before += tied;
        precisions += tiedPositives * above / before;
        tenths.add(tied, score, tiedPositives / tied);
      }
      from = to;
    }
    return new BinaryMetrics(
        all,
        positives / all,
        wins / (positives * (all - positives)),
        precisions / positives,
        squares / all,
        tenths.calibrationError(),
        tenths.lift(positives / all));
  }

  /** Rows in ten parts of equal size, which are filled from the highest score down. */
  private static final class Tenths {
    private static final int TENTHS = 10;

    private final int all;
    private final double[] positives = new double[TENTHS];
    private final double[] differences = new double[TENTHS];
    private int part;
    private int position;

    Tenths(int all) {
      this.all = all;
    }

    /** So many more rows of one score, of which a share is positive. */
    void add(int rows, double score, double share) {
      for (int left = rows; left > 0; ) {
        if (position == edge(part + 1)) {
          part++;
        } else {
          int here = Math.min(left, edge(part + 1) - position);
          positives[part] += here * share;
          differences[part] += here * (score - share);
          position += here;
          left -= here;
        }
      }
    }

    double calibrationError() {
      return Arrays.stream(differences).map(Math::abs).sum() / all;
    }

    List<Double> lift(double baseRate) {
      List<Double> lift = new ArrayList<>();
      for (int i = 0; i < TENTHS; i++) {
        int rows = edge(i + 1) - edge(i);
        lift.add(rows == 0 ? 0 : positives[i] / rows / baseRate);
      }
      return lift;
    }

    private int edge(int tenth) {
      return (int) ((long) tenth * all / TENTHS);
    }
  }
}
