package io.lakeprint.ml.value;

import io.lakeprint.ml.training.TrainConfig;

/**
 * How the hurdle learns; {@code reference.conf} says more.
 *
 * @param snapshots dates at which customers are looked at, the last of them a horizon before the
 *     day it foretells from
 * @param stepDays days between two of them
 * @param seed of everything drawn
 * @param xgboost trees of both stages
 */
public record HurdleConfig(int snapshots, int stepDays, long seed, TrainConfig.Boost xgboost) {
  public HurdleConfig {
    if (snapshots < 1 || stepDays < 1) {
      throw new IllegalArgumentException(
          "snapshots and step-days are at least 1, got " + snapshots + " and " + stepDays);
    }
  }

  HurdleLearner learner(int horizonDays) {
    return new HurdleLearner(xgboost.learner(), seed, horizonDays);
  }
}
