package io.lakeprint.ml.value.btyd;

import java.util.function.DoubleUnaryOperator;

/** Integrals by the double exponential rule (Takahasi and Mori 1974), which bears singular ends. */
final class Integral {
  private static final double STEP = 1.0 / 32;

  private Integral() {}

  static double of(DoubleUnaryOperator f, double from, double to) {
    double half = (to - from) / 2;
    double sum = 0;
    for (int k = -128; k <= 128; k++) {
      double t = k * STEP;
      double inner = Math.PI / 2 * Math.sinh(t);
      double weight = Math.PI / 2 * Math.cosh(t) / Math.pow(Math.cosh(inner), 2);
      // The distance to the nearer end, which a sum with the middle would round away.
      double gap = half * 2 / (1 + Math.exp(2 * Math.abs(inner)));
      double x = inner < 0 ? from + gap : to - gap;
      if (weight > 0 && gap > 0) {
        double value = f.applyAsDouble(x);
        sum += Double.isFinite(value) ? weight * value : 0;
      }
    }
    return sum * half * STEP;
  }
}
