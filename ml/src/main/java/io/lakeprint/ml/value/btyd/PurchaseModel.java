package io.lakeprint.ml.value.btyd;

import java.io.Serializable;
import java.util.List;

/**
 * How customers buy and stop buying. Every model's likelihood of a history has the same shape: a
 * factor that knows only how often, times what would follow from still being there at the end plus
 * what would follow from having left after the last purchase. So one walk over grouped histories
 * serves all, and each part is computed once for all histories that share it.
 */
public sealed interface PurchaseModel extends Serializable permits BetaGeometricNbd, ParetoNbd {

  /** Its name in {@code ml.models}. */
  String name();

  /** Its parameters, all positive, in the order of its constructor. */
  List<Double> parameters();

  /** ln of the factor that knows only how often somebody bought again. */
  double base(double repeats);

  /** ln of the part of having been there up to the end. */
  double atEnd(double repeats, double age);

  /** ln of the part of having left after the last purchase; −∞ where nobody can have. */
  double atLast(double repeats, double recency);

  /** Probability of being a customer still at the end of the history, 0 to 1. */
  double alive(History history);

  /**
   * Expected purchases in the time after the history's end, 0 or more and finite.
   *
   * @param horizon in the unit of the history
   */
  double expectedPurchases(History history, double horizon);

  /**
   * Probability of at least one purchase in the time after the history's end, 0 to 1: at most that
   * of being a customer still, and at most the expected purchases.
   *
   * @param horizon in the unit of the history
   */
  double buysAgain(History history, double horizon);

  /** ln of the likelihood of one history. */
  default double logLikelihood(History history) {
    double x = history.repeats();
    return base(x) + LogSpace.add(atEnd(x, history.age()), atLast(x, history.recency()));
  }
}
