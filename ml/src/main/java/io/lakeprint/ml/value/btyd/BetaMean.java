package io.lakeprint.ml.value.btyd;

/**
 * The mean of (1 − (1 + c·p)^(−s)) / p over p ~ Beta(a, b): the purchases that customers still
 * there make in c units of their own time. By the double exponential rule of Takahasi and Mori
 * (1974) over the log-odds of p, about their centre and in their width, so that it bears both the
 * singular ends of Beta and its narrow peaks.
 */
final class BetaMean {
  private static final double STEP = 1.0 / 8;
  private static final int REACH = 112;
  private static final double[] OFFSET = new double[2 * REACH + 1];
  private static final double[] WEIGHT = new double[2 * REACH + 1];

  static {
    for (int k = -REACH; k <= REACH; k++) {
      OFFSET[k + REACH] = Math.PI * Math.sinh(k * STEP);
      WEIGHT[k + REACH] = Math.PI * Math.cosh(k * STEP) * STEP;
    }
  }

  private BetaMean() {}

  static double of(double a, double b, double s, double c) {
    double center = Math.log(a) - Math.log(b);
    double width = Math.min(1, Math.sqrt(1 / a + 1 / b));
    double scale = LogSpace.beta(a, b);
    double sum = 0;
    for (int i = 0; i < WEIGHT.length; i++) {
      double logOdds = center + width * OFFSET[i];
      double logP = -LogSpace.add(0, -logOdds);
      double logRest = -LogSpace.add(0, logOdds);
      double density = Math.exp(a * logP + b * logRest - scale) * width * WEIGHT[i];
      if (density > 0) {
        double p = Math.exp(logP);
        // Where p is too small for a double, the limit is the plain rate.
        sum += density * (p < 1e-300 ? s * c : -Math.expm1(-s * Math.log1p(c * p)) / p);
      }
    }
    return sum;
  }
}
