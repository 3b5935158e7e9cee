package io.lakeprint.ml.value.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Fader and Hardie's papers and the packages after them report for CDNOW. */
class PublishedFiguresTest {
  private final List<Cdnow> customers = Cdnow.customers();
  private final Histories histories = Cdnow.histories(customers);

  @ParameterizedTest
  @CsvSource({
    "BG_NBD,     0.2426,  4.4136, 0.7929,  2.4259, -9582.43",
    "MBG_NBD,    0.5248,  6.183,  0.8914,  1.614,  -9582.14",
    "PARETO_NBD, 0.5533, 10.578,  0.6062, 11.669,  -9594.98",
  })
  void parametersAndLikelihoodOfPurchases(
      PurchaseModelKind kind, double p1, double p2, double p3, double p4, double logLikelihood) {
    PurchaseModel model = kind.fit(histories);
    List<Double> published = List.of(p1, p2, p3, p4);
    for (int i = 0; i < 4; i++) {
      assertThat(model.parameters().get(i)).isCloseTo(published.get(i), within(0.005));
    }
    assertThat(histories.logLikelihood(model)).isCloseTo(logLikelihood, within(0.05));
  }

  @Test
  void parametersOfAmounts() {
    List<Spending> spendings =
        customers.stream().map(Cdnow::spending).filter(Objects::nonNull).toList();
    assertThat(spendings).hasSize(946);
    GammaGamma model = GammaGamma.fit(spendings);
    assertThat(model.p()).isCloseTo(6.25, within(0.005));
    assertThat(model.q()).isCloseTo(3.744, within(0.005));
    assertThat(model.gamma()).isCloseTo(15.444, within(0.005));
  }

  @Test
  void holdOutIsForetold() {
    double[] later = customers.stream().mapToDouble(Cdnow::later).toArray();
    double total = DoubleStream.of(later).sum();
    assertThat(total).isEqualTo(1882);
    double[] pareto = foretold(PurchaseModelKind.PARETO_NBD);
    double[] betaGeometric = foretold(PurchaseModelKind.BG_NBD);
    assertThat(meanError(pareto, later)).isLessThanOrEqualTo(0.76);
    assertThat(meanError(betaGeometric, later)).isLessThanOrEqualTo(0.79);
    assertThat(DoubleStream.of(pareto).sum() / total - 1).isCloseTo(-0.115, within(0.001));
    assertThat(DoubleStream.of(betaGeometric).sum() / total - 1).isCloseTo(-0.121, within(0.001));
    double[] ownRate = values(c -> c.history().repeats() / c.history().age() * Cdnow.WEEKS);
    assertThat(meanError(ownRate, later)).as("each one's own rate").isGreaterThan(1);
  }

  @Test
  void expectationOfOneCustomer() {
    // Fader and Hardie's spreadsheet: E[Y(39) | x = 2, t_x = 30.43, T = 38.86] = 1.226.
    PurchaseModel model =
        new BetaGeometricNbd(BetaGeometricNbd.Leaving.AFTER_REPEATS, 0.243, 4.414, 0.793, 2.426);
    assertThat(model.expectedPurchases(new History(2, 30.43, 38.86), 39))
        .isCloseTo(1.226, within(0.001));
  }

  private double[] foretold(PurchaseModelKind kind) {
    PurchaseModel model = kind.fit(histories);
    return values(customer -> model.expectedPurchases(customer.history(), Cdnow.WEEKS));
  }

  private double[] values(ToDoubleFunction<Cdnow> value) {
    return customers.stream().mapToDouble(value).toArray();
  }

  private static double meanError(double[] foretold, double[] later) {
    return IntStream.range(0, later.length)
        .mapToDouble(i -> Math.abs(foretold[i] - later[i]))
        .average()
        .orElseThrow();
  }
}
