package io.lakeprint.ml.value.btyd;

/**
 * Gauss's hypergeometric function ₂F₁ where purchase models need it, without overflow: sums and
 * fractions of moderate terms only (Abramowitz and Stegun 1964, chapter 15).
 */
final class Hypergeometric {
  private static final double PRECISION = 1e-15;
  private static final double TINY = 1e-300;
  private static final int MAXIMUM_TERMS = 1_000_000;

  private Hypergeometric() {}

  /**
   * ₂F₁(1, b; c; z) for 0 ≤ z < 1 and c > b ≥ 0, by Gauss's continued fraction (DLMF 15.7.1), which
   * also converges where the series crawls, close to z = 1. Evaluated as Lentz (1976) does.
   */
  static double unit(double b, double c, double z) {
    requireInside(z);
    double n = c - 1;
    double fraction = 1;
    double up = 1;
    double down = 0;
    for (int step = 1; step < MAXIMUM_TERMS; step++) {
      int half = step / 2;
      double numerator =
          step % 2 == 1
              ? (b + half) * (n + half) / ((n + step - 1) * (n + step))
              : half * (n - b + half) / ((n + step - 1) * (n + step));
      double term = -numerator * z;
      down = 1 / away(1 + term * down);
      up = away(1 + term / up);
      double factor = up * down;
      fraction *= factor;
      if (Math.abs(factor - 1) < PRECISION) {
        break;
      }
    }
    return 1 / fraction;
  }

  /**
   * ₂F₁(a, b; c; z) for 0 ≤ z < 1 and c > 0, by its series; a and b of moderate size, and z not so
   * close to 1 that a million terms do not reach.
   */
  static double gauss(double a, double b, double c, double z) {
    requireInside(z);
    double sum = 1;
    double term = 1;
    for (int n = 0; n < MAXIMUM_TERMS; n++) {
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      sum += term;
      // The tail is at most geometric once terms fall, so z near 1 asks for smaller last terms.
      if (Math.abs(term) <= PRECISION * (1 - z) * Math.abs(sum) && n > Math.max(-a, -b)) {
        break;
      }
    }
    return sum;
  }

  private static void requireInside(double z) {
    if (!(z >= 0 && z < 1)) {
      throw new IllegalArgumentException("0 <= z < 1 is needed, got " + z);
    }
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
