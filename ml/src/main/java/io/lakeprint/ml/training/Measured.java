package io.lakeprint.ml.training;

import java.util.Map;

/**
 * One row group of {@code ml.model_metrics}.
 *
 * @param subject model, champion, baseline or learner:NAME
 * @param split validation or test
 * @param metrics the numbers
 * @param intervals of some of them, by name
 */
public record Measured(
    String subject, String split, BinaryMetrics metrics, Map<String, Interval> intervals) {
  static final String MODEL = "model";
  static final String CHAMPION = "champion";
  static final String BASELINE = "baseline";
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  public Measured {
    intervals = Map.copyOf(intervals);
  }

  Measured(String subject, String split, BinaryMetrics metrics) {
    this(subject, split, metrics, Map.of());
  }

  /** On the test rows, with intervals. */
  static Measured onTest(String subject, Judged judged, Bootstrap bootstrap) {
    return new Measured(subject, TEST, judged.metrics(), bootstrap.of(judged));
  }

  static String learner(String name) {
    return "learner:" + name;
  }
}
