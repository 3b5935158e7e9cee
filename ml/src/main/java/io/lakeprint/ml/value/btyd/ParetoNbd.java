package io.lakeprint.ml.value.btyd;

import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.special.Gamma;

/**
 * Pareto/NBD (Schmittlein, Morrison and Colombo 1987).
 *
 * <p>Purchases come as a Poisson process whose rate is Gamma(r, α) over customers; a customer stays
 * for an exponential time whose rate is Gamma(s, β) over customers.
 *
 * @param r shape of the purchase rates
 * @param alpha inverse scale of the purchase rates, a time
 * @param s shape of the rates of leaving
 * @param beta inverse scale of the rates of leaving, a time
 */
public record ParetoNbd(double r, double alpha, double s, double beta) implements PurchaseModel {
  static final String NAME = "pareto-nbd";
  private static final GaussIntegrator SHARES = new GaussIntegratorFactory().legendre(64, 0, 1);

  public ParetoNbd {
    MaximumLikelihood.requirePositive(r, alpha, s, beta);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Double> parameters() {
    return List.of(r, alpha, s, beta);
  }

  @Override
  public double base(double repeats) {
    return Gamma.logGamma(r + repeats)
        - Gamma.logGamma(r)
        + r * Math.log(alpha)
        + s * Math.log(beta);
  }

  /**
   * Of being there at the end, the part that a later leaving would not have explained: what is left
   * of equation 13 of Fader and Hardie (2005, "A note on deriving the Pareto/NBD model") when its
   * two tails are not subtracted but, by partial integration, added.
   */
  @Override
  public double atEnd(double repeats, double age) {
    return tail(alpha, r + repeats, beta, s, age);
  }

  @Override
  public double atLast(double repeats, double recency) {
    return tail(beta, s, alpha, r + repeats, recency);
  }

  @Override
  public double alive(History history) {
    double x = history.repeats();
    double there = -(r + x) * Math.log(alpha + history.age()) - s * Math.log(beta + history.age());
    double all = LogSpace.add(atEnd(x, history.age()), atLast(x, history.recency()));
    return Math.min(1, Math.exp(there - all));
  }

  /** Equation 41 of the note of Fader and Hardie, finite also at s = 1. */
  @Override
  public double expectedPurchases(History history, double horizon) {
    double there = beta + history.age();
    return alive(history)
        * (r + history.repeats())
        * there
        / (alpha + history.age())
        * LogSpace.decayed(s - 1, Math.log1p(horizon / there));
  }

  /**
   * Of those who are there the rates are Gamma(r + x, α + T) and Gamma(s, β + T), each for itself.
   * The next purchase must come before they leave: the mean, over when it would come, of being
   * there by then. Summed over equal shares of customers in the order of that time, where what is
   * summed falls smoothly from 1.
   */
  @Override
  public double buysAgain(History history, double horizon) {
    double shape = r + history.repeats();
    double clock = alpha + history.age();
    double soonEnough = -Math.expm1(-shape * Math.log1p(horizon / clock));
    double there = beta + history.age();
    double stillThere =
        SHARES.integrate(
            share -> {
              double when = clock * Math.expm1(-Math.log1p(-share * soonEnough) / shape);
              return Math.exp(-s * Math.log1p(when / there));
            });
    return alive(history) * soonEnough * stillThere;
  }

  /** ln of k ∫ₜ^∞ (p + y)^−(k+1) (q + y)^−m dy. */
  private static double tail(double p, double k, double q, double m, double t) {
    double nearer = Math.log(p + t);
    double other = Math.log(q + t);
    double share = Math.log(k) - Math.log(k + m);
    return q >= p
        ? share
            - m * other
            - k * nearer
            + Math.log(Hypergeometric.unit(m, k + m + 1, (q - p) / (q + t)))
        : share
            - (k + 1) * nearer
            - (m - 1) * other
            + Math.log(Hypergeometric.unit(k + 1, k + m + 1, (p - q) / (p + t)));
  }
}
