package io.lakeprint.ml.automl;

import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.ml.registry.FittedBoost;
import io.lakeprint.ml.registry.FittedLinear;
import io.lakeprint.ml.registry.FittedTrees;
import io.lakeprint.ml.training.BoostLearner;
import io.lakeprint.ml.training.Candidate;
import io.lakeprint.ml.training.ForestLearner;
import io.lakeprint.ml.training.GradientBoostingLearner;
import io.lakeprint.ml.training.LogisticLearner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ways to learn that are worth trying on data that nobody has looked at: chosen to differ where it
 * matters (how deep, how many, how slowly, both labels alike or not), the simpler ones first.
 */
final class Portfolio {
  private static final Map<String, List<Candidate>> BY_LEARNER = new LinkedHashMap<>();

  static {
    BY_LEARNER.put(
        FittedLinear.NAME,
        List.of(
            new Candidate("regression gently held", new LogisticLearner(60, 0.001), false),
            new Candidate(
                "regression firmly held, balanced", new LogisticLearner(40, 0.05), true)));
    BY_LEARNER.put(
        FittedTrees.FOREST,
        List.of(
            new Candidate("forest of 40, depth 9", new ForestLearner(40, 9, 8), false),
            new Candidate("forest of 40, depth 6, balanced", new ForestLearner(40, 6, 15), true)));
    BY_LEARNER.put(
        FittedBoost.NAME,
        List.of(
            boost("xgboost 300 of depth 2", 300, 2, 0.06, 5, false),
            boost("xgboost 200 of depth 3", 200, 3, 0.05, 5, false),
            boost("xgboost 150 of depth 3, balanced", 150, 3, 0.06, 10, true),
            boost("xgboost 120 of depth 4", 120, 4, 0.05, 10, false),
            boost("xgboost 80 of depth 6", 80, 6, 0.06, 20, false)));
    BY_LEARNER.put(
        FittedTrees.GRADIENT_BOOSTING,
        List.of(
            new Candidate(
                "gradient boosting 40 of depth 3",
                new GradientBoostingLearner(40, 3, 0.15, 10),
                false)));
  }

  private Portfolio() {}

  private static Candidate boost(
      String name, int trees, int depth, double rate, double leaf, boolean balanced) {
    return new Candidate(name, new BoostLearner(trees, depth, rate, leaf, 0.8, 0.5, 3), balanced);
  }

  /**
   * All ways of these learners, in the order of the portfolio.
   *
   * @throws UsageException when there is no such learner
   */
  static List<Candidate> of(List<String> learners) {
    for (String learner : learners) {
      if (!BY_LEARNER.containsKey(learner)) {
        throw new UsageException(
            "LEARNER_UNKNOWN",
            "automl.learners names '" + learner + "'",
            "there is no such learner." + Suggestions.didYouMean(learner, BY_LEARNER.keySet()),
            "name some of " + String.join(", ", BY_LEARNER.keySet()));
      }
    }
    return BY_LEARNER.entrySet().stream()
        .filter(entry -> learners.contains(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }
}
