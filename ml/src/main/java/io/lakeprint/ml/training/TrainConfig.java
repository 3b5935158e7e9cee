package io.lakeprint.ml.training;

import java.util.ArrayList;
import java.util.List;

/**
 * How models are trained; {@code reference.conf} says more.
 *
 * @param models names of the models to train
 * @param seed of everything drawn
 * @param maximumRows rows used per model at most; more are thinned by person
 * @param minimumEligible rows each of training, validation and test needs
 * @param minimumOfEachLabel rows of the rarer label each of them needs
 * @param refuseUnsound whether data that no waiting makes better fail the run
 * @param simplerWithin PR-AUC by which a later learner must beat an earlier one to be chosen
 * @param promotion when a challenger takes the champion's place
 * @param costs of acting and of not acting, which choose the threshold
 * @param logisticRegression first learner
 * @param randomForest second learner
 * @param xgboost third learner
 */
public record TrainConfig(
    List<String> models,
    long seed,
    int maximumRows,
    int minimumEligible,
    int minimumOfEachLabel,
    boolean refuseUnsound,
    double simplerWithin,
    Promotion promotion,
    Costs costs,
    Logistic logisticRegression,
    Forest randomForest,
    Boost xgboost) {

  /**
   * When a challenger takes the champion's place.
   *
   * @param minimumGain PR-AUC on the test rows by which it must be better, with confidence
   * @param draws of the test rows that intervals rest on
   * @param confidence of the intervals
   */
  public record Promotion(double minimumGain, int draws, double confidence) {
    /** What tells the intervals. */
    public Bootstrap bootstrap(long seed) {
      return new Bootstrap(draws, confidence, seed);
    }
  }

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

  /**
   * Boosted trees of XGBoost; no trees leave them out.
   *
   * @param trees how many
   * @param depth at most
   * @param rate share of each tree's answer that is taken
   * @param minimumLeaf weight that a leaf holds at least
   * @param rowShare share of the rows drawn for each tree
   * @param featureShare share of the features drawn for each tree
   * @param penalty strength of the L2 penalty on leaves
   */
  public record Boost(
      int trees,
      int depth,
      double rate,
      double minimumLeaf,
      double rowShare,
      double featureShare,
      double penalty) {
    /** What learns with them. */
    public BoostLearner learner() {
      return new BoostLearner(trees, depth, rate, minimumLeaf, rowShare, featureShare, penalty);
    }
  }

  public TrainConfig {
    models = List.copyOf(models);
    if (maximumRows < 1 || minimumEligible < 1 || minimumOfEachLabel < 1) {
      throw new IllegalArgumentException(
          "maximum-rows, minimum-eligible and minimum-of-each-label are at least 1");
    }
  }

  /** The learners that compete, the simpler one first. */
  List<Learner> learners() {
    List<Learner> learners = new ArrayList<>();
    learners.add(
        new LogisticLearner(logisticRegression.iterations(), logisticRegression.penalty()));
    if (randomForest.trees() > 0) {
      learners.add(
          new ForestLearner(
              randomForest.trees(), randomForest.depth(), randomForest.minimumLeaf()));
    }
    if (xgboost.trees() > 0) {
      learners.add(xgboost.learner());
    }
    return learners;
  }

  /** How models are made of these settings: all learners on all rows, both labels alike. */
  Recipe recipe() {
    return new ChosenLearners(this);
  }
}
