package io.lakeprint.ml.automl;

import io.lakeprint.ml.training.CalibrationChoice;
import io.lakeprint.ml.training.Tournament;
import java.time.Duration;
import java.util.List;

/**
 * How models are made without choosing; {@code reference.conf} says more.
 *
 * @param models names of the models to train
 * @param seed of everything drawn
 * @param maximumRows rows used per model at most; more are thinned by person
 * @param learners whose ways to learn compete
 * @param keepOneOf that part of the candidates goes on to a round with more rows
 * @param minimumRows to learn from in the first round
 * @param maximumEvaluations of one candidate in one round each
 * @param timeLimit per model
 * @param simplerWithin PR-AUC by which a later candidate must beat an earlier one
 * @param largestBlend members of a blend at most
 * @param isotonicFrom rows to calibrate on from which the rising line is tried
 * @param folds of a table without time
 * @param categories values of a text column that get inputs of their own
 * @param minimumCategoryRows rows that such a value needs
 * @param checks which columns are rejected
 */
public record AutoMlConfig(
    List<String> models,
    long seed,
    int maximumRows,
    List<String> learners,
    int keepOneOf,
    int minimumRows,
    int maximumEvaluations,
    Duration timeLimit,
    double simplerWithin,
    int largestBlend,
    int isotonicFrom,
    int folds,
    int categories,
    int minimumCategoryRows,
    Checks checks) {

  /**
   * Which columns are rejected.
   *
   * @param sample rows looked at
   * @param constant share of equal rows
   * @param leakage ROC-AUC of a column alone
   * @param drift population stability index
   */
  public record Checks(int sample, double constant, double leakage, double drift) {
    ColumnChecks checks() {
      return new ColumnChecks(constant, leakage, drift);
    }
  }

  public AutoMlConfig {
    models = List.copyOf(models);
    learners = List.copyOf(learners);
    if (learners.isEmpty() || maximumRows < 1 || folds < 2 || maximumEvaluations < 1) {
      throw new IllegalArgumentException(
          "learners names at least one, maximum-rows and maximum-evaluations are at least 1, folds"
              + " at least 2");
    }
  }

  Tournament tournament() {
    return new Tournament(
        Portfolio.of(learners),
        keepOneOf,
        minimumRows,
        maximumEvaluations,
        simplerWithin,
        largestBlend,
        seed);
  }

  CalibrationChoice calibration() {
    return new CalibrationChoice(isotonicFrom);
  }
}
