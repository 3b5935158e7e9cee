package io.lakeprint.ml.value.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.ml.Contract;
import io.lakeprint.ml.value.btyd.BetaGeometricNbd.Leaving;
import io.lakeprint.testkit.QualityFloors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The closed forms against integrals over customers, and what must hold whatever the data. */
@Contract(PurchaseModelKind.class)
class PurchaseModelTest {
  private static final List<History> SEEN =
      List.of(
          new History(0, 0, 38.86),
          new History(0, 0, 0),
          new History(2, 30.43, 38.86),
          new History(7, 12, 39),
          new History(3, 39, 39));

  static Stream<PurchaseModel> models() {
    return Stream.of(
        new BetaGeometricNbd(Leaving.AFTER_REPEATS, 0.243, 4.414, 0.793, 2.426),
        new BetaGeometricNbd(Leaving.AFTER_EVERY_PURCHASE, 0.525, 6.183, 0.891, 1.614),
        new BetaGeometricNbd(Leaving.AFTER_EVERY_PURCHASE, 1.7, 20, 2.5, 1.2),
        new ParetoNbd(0.553, 10.578, 0.606, 11.669),
        new ParetoNbd(2.1, 30, 1.4, 8));
  }

  @ParameterizedTest
  @MethodSource("models")
  void likelihoodAliveAndExpectationAreThoseOfCustomersDrawnFromThePopulation(PurchaseModel model) {
    double[] scales = model.parameters().stream().mapToDouble(p -> p).toArray();
    for (History history : SEEN) {
      double[] integrals = population(model, scales, history, 39);
      double likelihood = integrals[0];
      assertThat(model.logLikelihood(history)).isCloseTo(Math.log(likelihood), within(1e-5));
      assertThat(model.alive(history)).isCloseTo(integrals[1] / likelihood, within(1e-5));
      assertThat(model.expectedPurchases(history, 39))
          .isCloseTo(integrals[2] / likelihood, within(1e-4));
      assertThat(model.buysAgain(history, 39)).isCloseTo(integrals[3] / likelihood, within(1e-5));
    }
  }

  /**
   * Integrals of likelihood, of it while there, and of it times purchases to come and times the
   * probability that one comes.
   */
  private static double[] population(
      PurchaseModel model, double[] p, History history, double horizon) {
    double[] sums = new double[4];
    boolean pareto = model instanceof ParetoNbd;
    for (int part = 0; part < sums.length; part++) {
      int wanted = part;
      sums[part] =
          Integral.of(
              u -> {
                double lambda = u / (1 - u);
                double weight =
                    gamma(lambda, p[0], p[1])
                        / ((1 - u) * (1 - u))
                        * Math.pow(lambda, history.repeats());
                return weight
                    * Integral.of(
                        v ->
                            pareto
                                ? gamma(v / (1 - v), p[2], p[3])
                                    / ((1 - v) * (1 - v))
                                    * exponential(history, lambda, v / (1 - v), horizon)[wanted]
                                : beta(v, p[2], p[3])
                                    * coin(
                                        ((BetaGeometricNbd) model).leaving(),
                                        history,
                                        lambda,
                                        v,
                                        horizon)[wanted],
                        0,
                        1);
              },
              0,
              1);
    }
    return sums;
  }

  /** One customer who leaves at a rate, the powers of lambda left out. */
  private static double[] exponential(History h, double lambda, double mu, double horizon) {
    double there = Math.exp(-(lambda + mu) * h.age());
    double gone = mu * (Math.exp(-(lambda + mu) * h.recency()) - there) / (lambda + mu);
    double later = lambda * -Math.expm1(-mu * horizon) / mu;
    double any = lambda * -Math.expm1(-(lambda + mu) * horizon) / (lambda + mu);
    return new double[] {there + gone, there, there * later, there * any};
  }

  /** One customer who tosses a coin after a purchase, the powers of lambda left out. */
  private static double[] coin(
      Leaving leaving, History h, double lambda, double p, double horizon) {
    double tosses = h.repeats() + (leaving == Leaving.AFTER_REPEATS ? 0 : 1);
    double there = Math.pow(1 - p, tosses) * Math.exp(-lambda * h.age());
    double gone =
        tosses == 0 ? 0 : p * Math.pow(1 - p, tosses - 1) * Math.exp(-lambda * h.recency());
    double later = -Math.expm1(-lambda * p * horizon) / p;
    double any = -Math.expm1(-lambda * horizon);
    return new double[] {there + gone, there, there * later, there * any};
  }

  private static double gamma(double x, double shape, double rate) {
    return Math.exp(
        shape * Math.log(rate) + (shape - 1) * Math.log(x) - rate * x - Gamma.logGamma(shape));
  }

  private static double beta(double x, double a, double b) {
    return Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - LogSpace.beta(a, b));
  }

  @ParameterizedTest
  @EnumSource(PurchaseModelKind.class)
  void extremeCustomersAndDataGiveFiniteNumbers(PurchaseModelKind kind) {
    List<List<History>> populations =
        List.of(
            List.of(new History(250, 363, 364), new History(0, 0, 364), new History(3, 20, 200)),
            List.of(new History(0, 0, 10), new History(0, 0, 200)),
            List.of(new History(0, 0, 0)),
            List.of(new History(5, 30, 30), new History(5, 30, 30)));
    for (List<History> population : populations) {
      PurchaseModel model =
          kind.fit(Histories.of(population.stream().map(h -> new Histories.Group(h, 1)).toList()));
      assertThat(model.parameters()).allSatisfy(p -> assertThat(p).isFinite().isPositive());
      for (History history : population) {
        assertThat(model.logLikelihood(history)).isFinite();
        assertThat(model.alive(history)).isBetween(0.0, 1.0);
        for (double horizon : new double[] {0, 1, 365, 3650}) {
          double purchases = model.expectedPurchases(history, horizon);
          assertThat(purchases).isFinite().isNotNegative();
          assertThat(model.buysAgain(history, horizon))
              .isBetween(0.0, Math.min(model.alive(history), purchases) + 1e-9);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aFrequentBuyerSilentForLongHasLeftAndOneJustSeenHasNot(PurchaseModel model) {
    assertThat(model.alive(new History(250, 100, 364))).isLessThan(1e-6);
    assertThat(model.alive(new History(250, 364, 364))).isGreaterThan(0.9);
    assertThat(model.expectedPurchases(new History(250, 364, 364), 39))
        .isGreaterThan(5)
        .isLessThan(60);
  }

  @Test
  void theExpectationIsSmoothWhereItsFormulaDividesByZero() {
    History history = new History(2, 30.43, 38.86);
    double[] around = {0.999, 1 - 1e-7, 1, 1 + 1e-7, 1.001};
    for (double at : around) {
      for (Leaving leaving : Leaving.values()) {
        assertThat(
                new BetaGeometricNbd(leaving, 0.243, 4.414, at, 2.426)
                    .expectedPurchases(history, 39))
            .isCloseTo(
                new BetaGeometricNbd(leaving, 0.243, 4.414, 1.0001, 2.426)
                    .expectedPurchases(history, 39),
                within(1e-3));
      }
      assertThat(new ParetoNbd(0.55, 10.6, at, 11.7).expectedPurchases(history, 39))
          .isCloseTo(
              new ParetoNbd(0.55, 10.6, 1.0001, 11.7).expectedPurchases(history, 39), within(2e-3));
    }
  }

  @Test
  void customersWhoAreAllAlikeAreForetoldAsOneOfThem() {
    double lambda = 0.1;
    double p = 0.25;
    double later = -Math.expm1(-lambda * p * 39) / p;
    for (double alike : new double[] {1e3, 1e4}) {
      for (Leaving leaving : Leaving.values()) {
        PurchaseModel model =
            new BetaGeometricNbd(
                leaving, alike, alike / lambda, p * 4 * alike, (1 - p) * 4 * alike);
        History history = new History(4, 20, 25);
        assertThat(model.expectedPurchases(history, 39))
            .isCloseTo(model.alive(history) * later, within(5e-3));
      }
    }
  }

  @Test
  void theSeriesAndTheIntegralMeet() {
    for (double a : new double[] {0.01, 0.79, 3}) {
      PurchaseModel model = new BetaGeometricNbd(Leaving.AFTER_REPEATS, 0.24, 4.4, a, 2.4);
      History history = new History(2, 5, 6);
      // z = 0.9 lies between these horizons.
      double before = model.expectedPurchases(history, 93.599);
      double after = model.expectedPurchases(history, 93.601);
      double slope = model.expectedPurchases(history, 93.603) - after;
      assertThat(after - before).isCloseTo(slope, within(1e-8));
    }
  }

  @ParameterizedTest
  @EnumSource(PurchaseModelKind.class)
  void findsTheParametersOfDrawnCustomersWhateverTheirOrderAndGrouping(PurchaseModelKind kind) {
    List<Histories.Group> drawn = drawn(new Random(7), 3_000);
    PurchaseModel model = kind.fit(Histories.of(drawn));
    if (kind == PurchaseModelKind.BG_NBD) {
      double a = model.parameters().get(2);
      QualityFloors.hold(
          "planted.bg-nbd",
          Map.of(
              "r", model.parameters().get(0),
              "alpha", model.parameters().get(1),
              "mean_leaving", a / (a + model.parameters().get(3))));
    }
    List<Histories.Group> shuffled = new ArrayList<>(drawn);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(kind.fit(Histories.of(shuffled))).isEqualTo(model);
    double oneByOne =
        drawn.stream().mapToDouble(g -> g.customers() * model.logLikelihood(g.history())).sum();
    assertThat(Histories.of(drawn).logLikelihood(model)).isCloseTo(oneByOne, within(1e-6));
  }

  /**
   * Customers of a BG/NBD population, r = 0.8, α = 6, a = 1.2, b = 3, watched for 30 to 50 weeks.
   */
  private static List<Histories.Group> drawn(Random random, int customers) {
    RandomGenerator source = new Well19937c(random.nextLong());
    GammaDistribution rates = new GammaDistribution(source, 0.8, 1 / 6.0);
    BetaDistribution coins = new BetaDistribution(source, 1.2, 3);
    List<Histories.Group> drawn = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      double lambda = rates.sample();
      double leave = coins.sample();
      double age = 30 + random.nextInt(141) / 7.0;
      int repeats = 0;
      double last = 0;
      for (double next = wait(random, lambda); next < age; next = last + wait(random, lambda)) {
        repeats++;
        last = Math.floor(next * 7) / 7;
        if (random.nextDouble() < leave) {
          break;
        }
      }
      drawn.add(new Histories.Group(new History(repeats, last, age), 1));
    }
    return drawn;
  }

  private static double wait(Random random, double lambda) {
    return -Math.log(1 - random.nextDouble()) / lambda;
  }
}
