package io.lakeprint.ml.value.btyd;

import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * BG/NBD (Fader, Hardie and Lee 2005) and MBG/NBD (Batislam, Denizel and Filiztekin 2007).
 *
 * <p>Purchases come as a Poisson process whose rate is Gamma(r, α) over customers; after a purchase
 * a customer leaves with a probability that is Beta(a, b) over customers. BG/NBD lets nobody leave
 * after the first purchase, so who bought once is alive for certain; MBG/NBD lets them.
 *
 * @param leaving after which purchases one may leave
 * @param r shape of the rates
 * @param alpha inverse scale of the rates, a time
 * @param a leaving, the larger the sooner
 * @param b staying
 */
public record BetaGeometricNbd(Leaving leaving, double r, double alpha, double a, double b)
    implements PurchaseModel {

  /** Where the expectation's formula divides zero by zero; it is smooth there. */
  private static final double SINGULAR = 1e-6;

  /** Beyond it the series needs hundreds of terms, and close to 1 millions. */
  private static final double CRAWLING = 0.9;

  /** Below it, terms of the series alternate and outgrow their sum. */
  private static final double CANCELLING = -5;

  /** Above it, the sum outgrows what it is multiplied with. */
  private static final double OVERFLOWING = 50;

  /** After which purchases one may leave. */
  public enum Leaving {
    /** After every purchase but the first: BG/NBD. */
    AFTER_REPEATS("bg-nbd", 0),
    /** After every purchase: MBG/NBD. */
    AFTER_EVERY_PURCHASE("mbg-nbd", 1);

    private final String model;
    private final int first;

    Leaving(String model, int first) {
      this.model = model;
      this.first = first;
    }
  }

  public BetaGeometricNbd {
    MaximumLikelihood.requirePositive(r, alpha, a, b);
  }

  @Override
  public String name() {
    return leaving.model;
  }

  @Override
  public List<Double> parameters() {
    return List.of(r, alpha, a, b);
  }

  @Override
  public double base(double repeats) {
    return LogSpace.beta(a, stayed(repeats))
        - LogSpace.beta(a, b)
        + Gamma.logGamma(r + repeats)
        - Gamma.logGamma(r)
        + r * Math.log(alpha);
  }

  @Override
  public double atEnd(double repeats, double age) {
    return -(r + repeats) * Math.log(alpha + age);
  }

  @Override
  public double atLast(double repeats, double recency) {
    double chances = repeats + leaving.first;
    return chances == 0
        ? Double.NEGATIVE_INFINITY
        : Math.log(a) - Math.log(stayed(repeats) - 1) - (r + repeats) * Math.log(alpha + recency);
  }

  @Override
  public double alive(History history) {
    double x = history.repeats();
    return 1 / (1 + Math.exp(atLast(x, history.recency()) - atEnd(x, history.age())));
  }

  /**
   * Equation 10 of Fader, Hardie and Lee (2005) and its counterpart for MBG/NBD, after Euler's
   * transformation of ₂F₁, which takes the large numbers of frequent buyers out of it. Where a long
   * horizon follows a short past its series crawls, and where customers are nearly alike its terms
   * cancel: there the integral behind it is summed instead.
   */
  @Override
  public double expectedPurchases(History history, double horizon) {
    double x = history.repeats();
    double z = horizon / (alpha + history.age() + horizon);
    double first = a + stayed(x) - 1 - r - x;
    double ofThose =
        z < CRAWLING && first > CANCELLING && first < OVERFLOWING
            ? bySeries(x, z)
            : BetaMean.of(a, stayed(x), r + x, horizon / (alpha + history.age()));
    return Math.max(0, alive(history) * ofThose);
  }

  /**
   * Who is still there leaves after a purchase only, so that nothing but the rate decides about the
   * next one, and of those who are there it is Gamma(r + x, α + T).
   */
  @Override
  public double buysAgain(History history, double horizon) {
    double waits = Math.log1p(horizon / (alpha + history.age()));
    return alive(history) * -Math.expm1(-(r + history.repeats()) * waits);
  }

  private double bySeries(double repeats, double z) {
    double leave = Math.abs(a - 1) < SINGULAR ? 1 + SINGULAR : a;
    double c = leave + stayed(repeats) - 1;
    double f = Hypergeometric.gauss(c - r - repeats, leave - 1, c, z);
    return c / (leave - 1) * (1 - f * Math.pow(1 - z, leave - 1));
  }

  /** The second parameter of Beta once somebody stayed after so many purchases. */
  private double stayed(double repeats) {
    return b + repeats + leaving.first;
  }
}
