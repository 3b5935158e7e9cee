package io.lakeprint.ml.training;

import java.util.Map;
import java.util.TreeMap;

/**
 * One row group of {@code ml.model_metrics}.
 *
 * @param subject model, champion, baseline or learner:NAME
 * @param split validation or test
 * @param metrics the numbers
 * @param more numbers of this group alone, by name
 * @param intervals of some of them, by name
 */
public record Measured(
    String subject,
    String split,
    BinaryMetrics metrics,
    Map<String, Double> more,
    Map<String, Interval> intervals) {
  static final String MODEL = "model";
  static final String CHAMPION = "champion";
  static final String BASELINE = "baseline";
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  public Measured {
    more = Map.copyOf(more);
    intervals = Map.copyOf(intervals);
  }

  Measured(String subject, String split, BinaryMetrics metrics) {
    this(subject, split, metrics, Map.of(), Map.of());
  }

  /** On the test rows, with intervals. */
  static Measured onTest(
      String subject, Judged judged, Bootstrap bootstrap, Map<String, Double> more) {
    Map<String, Interval> intervals = new TreeMap<>();
    bootstrap.of(judged).forEach((metric, drawn) -> intervals.put(metric.key(), drawn));
    return new Measured(subject, TEST, judged.metrics(), more, intervals);
  }

  /** All numbers by the names they have in {@code ml.model_metrics}. */
  Map<String, Double> named() {
    Map<String, Double> named = metrics.named();
    named.putAll(new TreeMap<>(more));
    return named;
  }

  static String learner(String name) {
    return "learner:" + name;
  }
}
