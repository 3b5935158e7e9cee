package io.lakeprint.ml.value.btyd;

/**
 * The mean of (1 − (1 + c·p)^(−s)) / p over p ~ Beta(a, b): the purchases that customers still
 * there make in c units of their own time. By the double exponential rule of Takahasi and Mori
 * (1974) over the log-odds of p, which bears the singular ends of Beta.
 */
final class BetaMean {
  private static final double STEP = 1.0 / 8;
  private static final int REACH = 112;
  private static final double[] LOG_P = new double[2 * REACH + 1];
  private static final double[] LOG_REST = new double[2 * REACH + 1];
  private static final double[] WEIGHT = new double[2 * REACH + 1];

  static {
    for (int k = -REACH; k <= REACH; k++) {
      double logOdds = Math.PI * Math.sinh(k * STEP);
      LOG_P[k + REACH] = -LogSpace.add(0, -logOdds);
      LOG_REST[k + REACH] = -LogSpace.add(0, logOdds);
      WEIGHT[k + REACH] = Math.PI * Math.cosh(k * STEP) * STEP;
    }
  }

  private BetaMean() {}

  static double of(double a, double b, double s, double c) {
    double scale = LogSpace.beta(a, b);
    double sum = 0;
    for (int i = 0; i < WEIGHT.length; i++) {
      double density = Math.exp(a * LOG_P[i] + b * LOG_REST[i] - scale) * WEIGHT[i];
      if (density > 0) {
        double p = Math.exp(LOG_P[i]);
        double tiny = s * c;
        sum += density * (p < 1e-300 ? tiny : -Math.expm1(-s * Math.log1p(c * p)) / p);
      }
    }
    return sum;
  }
}
