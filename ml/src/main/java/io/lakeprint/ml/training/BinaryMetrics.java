package io.lakeprint.ml.training;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How well probabilities foretold labels. Rows with equal scores share their labels evenly, so the
 * order of rows does not matter.
 *
 * @param rows rows measured on
 * @param baseRate share of label 1: what PR-AUC is without any skill
 * @param rocAuc chance that a positive scores above a negative, ties half (Mann and Whitney 1947)
 * @param prAuc average precision: mean over positives of the precision at their score
 * @param brier mean squared difference of probability and label (Brier 1950); lower is better
 * @param ece expected calibration error over ten bins of equal size; lower is better
 * @param lift positives per tenth by falling score, over the base rate
 */
public record BinaryMetrics(
    int rows,
    double baseRate,
    double rocAuc,
    double prAuc,
    double brier,
    double ece,
    List<Double> lift) {

  private static final int TENTHS = 10;

  public BinaryMetrics {
    lift = List.copyOf(lift);
  }

  /**
   * Measures.
   *
   * @param scores probabilities
   * @param labels 0 or 1, both present
   * @throws IllegalArgumentException when there is only one label
   */
  public static BinaryMetrics of(double[] scores, int[] labels) {
    int count = scores.length;
    double positives = IntStream.of(labels).sum();
    if (count != labels.length || positives == 0 || positives == count) {
      throw new IllegalArgumentException("metrics need both labels");
    }
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -scores[i])
                    .thenComparingInt(i -> labels[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] shared = new double[count];
    double above = 0;
    double wins = 0;
    double precisions = 0;
    for (int from = 0; from < count; ) {
      int to = from;
      double tied = 0;
      while (to < count && scores[order[to]] == scores[order[from]]) {
        tied += labels[order[to++]];
      }
      double negativesTied = to - from - tied;
      double negativesBelow = count - to - (positives - above - tied);
      wins += tied * (negativesBelow + negativesTied / 2);
      above += tied;
      precisions += tied * above / to;
      for (int i = from; i < to; i++) {
        shared[i] = tied / (to - from);
      }
      from = to;
    }
    double[] sorted = IntStream.of(order).mapToDouble(i -> scores[i]).toArray();
    return new BinaryMetrics(
        count,
        positives / count,
        wins / (positives * (count - positives)),
        precisions / positives,
        brier(scores, labels),
        calibrationError(sorted, shared),
        lift(shared, positives / count));
  }

  private static double brier(double[] scores, int[] labels) {
    return IntStream.range(0, scores.length)
        .mapToDouble(i -> (scores[i] - labels[i]) * (scores[i] - labels[i]))
        .average()
        .orElseThrow();
  }

  private static double calibrationError(double[] scores, double[] labels) {
    double error = 0;
    for (int bin = 0; bin < TENTHS; bin++) {
      int from = edge(bin, scores.length);
      int to = edge(bin + 1, scores.length);
      double difference = 0;
      for (int i = from; i < to; i++) {
        difference += scores[i] - labels[i];
      }
      error += Math.abs(difference) / scores.length;
    }
    return error;
  }

  private static List<Double> lift(double[] labels, double baseRate) {
    return IntStream.range(0, TENTHS)
        .mapToObj(
            bin ->
                IntStream.range(edge(bin, labels.length), edge(bin + 1, labels.length))
                        .mapToDouble(i -> labels[i])
                        .average()
                        .orElse(0)
                    / baseRate)
        .toList();
  }

  private static int edge(int bin, int count) {
    return (int) ((long) bin * count / TENTHS);
  }

  /** Metrics by the names they have in {@code ml.model_metrics}. */
  Map<String, Double> named() {
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("base_rate", baseRate);
    named.put("roc_auc", rocAuc);
    named.put("pr_auc", prAuc);
    named.put("brier", brier);
    named.put("ece", ece);
    for (int i = 0; i < lift.size(); i++) {
      named.put(String.format(Locale.ROOT, "lift_decile_%d", i + 1), lift.get(i));
    }
    return named;
  }
}
