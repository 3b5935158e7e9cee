package io.lakeprint.jobs.behaviour.kernel;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How a conversion is shared among its touches, by what this one conversion saw. */
public enum CreditRule {
  /** The first touch has it all. */
  FIRST,
  /** The last touch has it all. */
  LAST,
  /** All touches alike. */
  LINEAR,
  /** 40 % each for the first and the last touch, the rest for those between; of two, half each. */
  POSITION,
  /** A touch that is one half-life older has half as much. */
  TIME_DECAY,
  /**
   * The Shapley value of the game in which a set of touchpoints is worth the conversions that need
   * no other one (Zhao, Mahboobi and Bagheri, 2018, equation 8): a conversion is shared by its
   * touchpoints alike, however often each was touched.
   */
  SHAPLEY;

  private static final double END = 0.4;

  /**
   * How much of a conversion each touch weighs, against the others.
   *
   * @param touchpoints what was touched, first to last; at least one
   * @param ages how long before the conversion, microseconds
   * @param halfLife of {@link #TIME_DECAY}, microseconds
   */
  double[] weights(List<String> touchpoints, long[] ages, long halfLife) {
    double[] weights = new double[ages.length];
    int last = ages.length - 1;
    switch (this) {
      case FIRST -> weights[0] = 1;
      case LAST -> weights[last] = 1;
      case LINEAR -> Arrays.fill(weights, 1);
      case POSITION -> position(weights);
      case TIME_DECAY -> {
        for (int i = 0; i <= last; i++) {
          // Against the last touch, so that no weight of a long look-back vanishes.
          weights[i] = StrictMath.pow(2, -(double) (ages[i] - ages[last]) / halfLife);
        }
      }
      case SHAPLEY -> {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i <= last; i++) {
          weights[i] = seen.add(touchpoints.get(i)) ? 1 : 0;
        }
      }
    }
    return weights;
  }

  private static void position(double[] weights) {
    int last = weights.length - 1;
    if (last < 2) {
      Arrays.fill(weights, 1);
      return;
    }
    Arrays.fill(weights, (1 - 2 * END) / (last - 1));
    weights[0] = END;
    weights[last] = END;
  }
}
