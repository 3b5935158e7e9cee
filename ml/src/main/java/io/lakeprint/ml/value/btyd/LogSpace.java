package io.lakeprint.ml.value.btyd;

import org.apache.commons.math3.special.Gamma;

/** Sums and ratios of numbers too large or small for a double, by their logarithms. */
final class LogSpace {
  private LogSpace() {}

  /** ln(eᵃ + eᵇ). */
  static double add(double a, double b) {
    double larger = Math.max(a, b);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
  }

  /** ln B(a, b). */
  static double beta(double a, double b) {
    return Gamma.logGamma(a) + Gamma.logGamma(b) - Gamma.logGamma(a + b);
  }

  /** (1 − e^(−k·u)) / k, also at k = 0, where it is u. */
  static double decayed(double k, double u) {
    return k == 0 ? u : -Math.expm1(-k * u) / k;
  }
}
