package io.lakeprint.ml.training;

import java.util.List;

/**
 * How models are trained; {@code reference.conf} says more.
 *
 * @param models names of the models to train
 * @param seed of everything drawn
 * @param maximumRows rows used per model at most; more are thinned by person
 * @param minimumEligible rows each of training, validation and test needs
 * @param minimumOfEachLabel rows of the rarer label each of them needs
 * @param simplerWithin PR-AUC by which a later learner must beat an earlier one to be chosen
 * @param promotion when a challenger takes the champion's place
 * @param logisticRegression first learner
 * @param randomForest second learner
 */
public record TrainConfig(
    List<String> models,
    long seed,
    int maximumRows,
    int minimumEligible,
    int minimumOfEachLabel,
    double simplerWithin,
    Promotion promotion,
    Logistic logisticRegression,
    Forest randomForest) {

  /**
   * When a challenger takes the champion's place.
   *
   * @param minimumGain PR-AUC on the test rows by which it must be better; its Brier score may be
   *     worse by no more than this
   */
  public record Promotion(double minimumGain) {}

  /**
   * Logistic regression.
   *
   * @param iterations at most
   * @param penalty strength of the L2 penalty
   */
  public record Logistic(int iterations, double penalty) {}

  /**
   * Random forest; no trees leave it out.
   *
   * @param trees how many
   * @param depth at most
   * @param minimumLeaf rows per leaf at least
   */
  public record Forest(int trees, int depth, int minimumLeaf) {}

  public TrainConfig {
    models = List.copyOf(models);
    if (maximumRows < 1 || minimumEligible < 1 || minimumOfEachLabel < 1) {
      throw new IllegalArgumentException(
          "maximum-rows, minimum-eligible and minimum-of-each-label are at least 1");
    }
  }

  /** The learners that compete, the simpler one first. */
  List<Learner> learners() {
    Learner logistic =
        new LogisticLearner(logisticRegression.iterations(), logisticRegression.penalty());
    return randomForest.trees() == 0
        ? List.of(logistic)
        : List.of(
            logistic,
            new ForestLearner(
                randomForest.trees(), randomForest.depth(), randomForest.minimumLeaf()));
  }
}
