package io.lakeprint.ml.value;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One learner of customer value and how it did.
 *
 * @param name of the learner
 * @param parameters what was fitted at the as-of date, as JSON
 * @param logLikelihood of the purchases fitted on; empty where it is no likelihood
 * @param test on the last horizon; empty when there is too little history
 */
record Learned(String name, String parameters, OptionalDouble logLikelihood, Optional<Test> test) {

  /**
   * What a fit to the test snapshot foretold of the horizon after it.
   *
   * @param purchaseError mean absolute error of a customer's purchase days; empty where the learner
   *     does not tell them
   * @param amounts how well amounts were foretold
   */
  record Test(OptionalDouble purchaseError, ForetoldAmounts amounts) {}
}
