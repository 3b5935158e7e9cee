package io.lakeprint.ml.training;

/**
 * One row group of {@code ml.model_metrics}.
 *
 * @param subject model, champion, baseline or learner:NAME
 * @param split validation or test
 * @param metrics the numbers
 */
record Measured(String subject, String split, BinaryMetrics metrics) {
  static final String MODEL = "model";
  static final String CHAMPION = "champion";
  static final String BASELINE = "baseline";
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  static String learner(String name) {
    return "learner:" + name;
  }
}
