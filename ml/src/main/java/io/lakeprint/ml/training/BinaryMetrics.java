package io.lakeprint.ml.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

  static final String PR_AUC = "pr_auc";
  static final String BRIER = "brier";
  static final String ECE = "ece";

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
    Ranking ranking = new Ranking(scores, labels);
    return ranking.metrics(ranking.once());
  }

  /** Metrics by the names they have in {@code ml.model_metrics}. */
  Map<String, Double> named() {
    Map<String, Double> named = new LinkedHashMap<>();
    named.put("base_rate", baseRate);
    named.put("roc_auc", rocAuc);
    named.put(PR_AUC, prAuc);
    named.put(BRIER, brier);
    named.put(ECE, ece);
    for (int i = 0; i < lift.size(); i++) {
      named.put(String.format(Locale.ROOT, "lift_decile_%d", i + 1), lift.get(i));
    }
    return named;
  }
}
