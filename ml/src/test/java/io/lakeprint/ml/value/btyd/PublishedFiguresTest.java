package io.lakeprint.ml.value.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.ml.training.BinaryMetrics;
import io.lakeprint.testkit.QualityFloors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Fader and Hardie's papers and the packages after them report for CDNOW. */
class PublishedFiguresTest {
  private final List<Cdnow> customers = Cdnow.customers();
  private final Histories histories = Cdnow.histories(customers);

  @Test
  void parametersAndLikelihoodOfPurchases() {
    List<String> leavesAfter = List.of("r", "alpha", "a", "b");
    QualityFloors.hold("cdnow.bg-nbd", fitted(PurchaseModelKind.BG_NBD, leavesAfter));
    QualityFloors.hold("cdnow.mbg-nbd", fitted(PurchaseModelKind.MBG_NBD, leavesAfter));
    QualityFloors.hold(
        "cdnow.pareto-nbd",
        fitted(PurchaseModelKind.PARETO_NBD, List.of("r", "alpha", "s", "beta")));
  }

  private Map<String, Double> fitted(PurchaseModelKind kind, List<String> parameters) {
    PurchaseModel model = kind.fit(histories);
    Map<String, Double> fitted = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      fitted.put(parameters.get(i), model.parameters().get(i));
    }
    fitted.put("log_likelihood", histories.logLikelihood(model));
    return fitted;
  }

  @Test
  void parametersOfAmounts() {
    List<Spending> spendings =
        customers.stream().map(Cdnow::spending).filter(Objects::nonNull).toList();
    assertThat(spendings).hasSize(946);
    GammaGamma model = GammaGamma.fit(spendings);
    QualityFloors.hold(
        "cdnow.gamma-gamma", Map.of("p", model.p(), "q", model.q(), "gamma", model.gamma()));
  }

  @Test
  void holdOutIsForetold() {
    double[] later = customers.stream().mapToDouble(Cdnow::later).toArray();
    double total = DoubleStream.of(later).sum();
    assertThat(total).isEqualTo(1882);
    double[] pareto = foretold(PurchaseModelKind.PARETO_NBD);
    double[] betaGeometric = foretold(PurchaseModelKind.BG_NBD);
    double[] ownRate = values(c -> c.history().repeats() / c.history().age() * Cdnow.WEEKS);
    QualityFloors.hold(
        "cdnow.hold-out",
        Map.of(
            "pareto_nbd_error", meanError(pareto, later),
            "bg_nbd_error", meanError(betaGeometric, later),
            "own_rate_error", meanError(ownRate, later),
            "pareto_nbd_total", DoubleStream.of(pareto).sum() / total - 1,
            "bg_nbd_total", DoubleStream.of(betaGeometric).sum() / total - 1));
  }

  /**
   * Who buys again at all. The time since the last purchase ranks people as well, but says no
   * probability.
   */
  @Test
  void whoBuysInTheHoldOutIsForetold() {
    int[] buys = customers.stream().mapToInt(customer -> Math.min(1, customer.later())).toArray();
    Map<String, Double> measured = new TreeMap<>();
    for (PurchaseModelKind kind : PurchaseModelKind.values()) {
      PurchaseModel model = kind.fit(histories);
      BinaryMetrics metrics =
          BinaryMetrics.of(values(c -> model.buysAgain(c.history(), Cdnow.WEEKS)), buys);
      String name = model.name().replace('-', '_');
      measured.put(name + "_roc_auc", metrics.rocAuc());
      measured.put(name + "_brier", metrics.brier());
      measured.put(name + "_ece", metrics.ece());
    }
    double[] recency = values(c -> 1 / (1 + c.history().age() - c.history().recency()));
    measured.put("recency_roc_auc", BinaryMetrics.of(recency, buys).rocAuc());
    double share = IntStream.of(buys).average().orElseThrow();
    measured.put("base_rate_brier", share * (1 - share));
    QualityFloors.hold("cdnow.repurchase", measured);
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
