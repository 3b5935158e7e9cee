package io.lakeprint.ml;

import io.lakeprint.common.bench.Bench;
import io.lakeprint.common.bench.Comparison;
import io.lakeprint.common.bench.Outcome;
import io.lakeprint.common.bench.Variant;
import io.lakeprint.ml.value.btyd.BetaGeometricNbd;
import io.lakeprint.ml.value.btyd.GammaGamma;
import io.lakeprint.ml.value.btyd.Histories;
import io.lakeprint.ml.value.btyd.PurchaseModel;
import io.lakeprint.ml.value.btyd.PurchaseModelKind;
import io.lakeprint.ml.value.btyd.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long it takes to learn how so many customers buy, leave and spend.
 *
 * @param customers how many
 */
record ValueBenchmark(int customers) {
  private static final double AIMED_AT_SECONDS = 60;

  void run(Bench bench) {
    MadeCustomers made = new MadeCustomers(customers);
    bench.progress("making " + customers + " customers");
    List<Histories.Group> histories = made.histories();
    List<Spending> spendings = made.spendings();
    PurchaseModel truth =
        new BetaGeometricNbd(
            BetaGeometricNbd.Leaving.AFTER_REPEATS, 1, MadeCustomers.DAYS_BETWEEN, 1, 4);
    bench.note(
        customers
            + " customers have "
            + histories.stream().map(Histories.Group::history).distinct().count()
            + " histories");
    List<Variant> variants = new ArrayList<>();
    variants.add(
        Variant.of(
            "evaluated",
            "the likelihood of BG/NBD once, customer by customer",
            trial ->
                requireNumber(
                    histories.stream()
                        .mapToDouble(group -> truth.logLikelihood(group.history()))
                        .sum())));
    for (PurchaseModelKind kind : PurchaseModelKind.values()) {
      PurchaseModel[] fitted = new PurchaseModel[1];
      variants.add(
          Variant.of(
                  name(kind),
                  "histories grouped, then the maximum of the likelihood found",
                  trial -> fitted[0] = kind.fit(Histories.of(histories)))
              .checkedBy(trial -> requireFound(kind, fitted[0])));
    }
    variants.add(
        Variant.of(
            "gamma-gamma",
            "the same of what they spend",
            trial -> requireNumber(GammaGamma.fit(spendings).p())));
    Outcome outcome =
        bench.compare(
            new Comparison(
                "Fits of value to " + customers + " customers", customers, "customers", variants));
    outcome.results().stream()
        .skip(1)
        .forEach(
            result ->
                bench.note(
                    String.format(
                        Locale.ROOT,
                        "%s fitted in %.1f s (aim: %.0f s)",
                        result.variant().name(),
                        result.median().seconds(),
                        AIMED_AT_SECONDS)));
  }

  private static String name(PurchaseModelKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The customers were made by BG/NBD, so that its fit has to find what they were made of. */
  private static void requireFound(PurchaseModelKind kind, PurchaseModel model) {
    model.parameters().forEach(ValueBenchmark::requireNumber);
    double pace = model.parameters().get(0);
    if (kind == PurchaseModelKind.BG_NBD && !(pace > 0.7 && pace < 1.4)) {
      throw new IllegalStateException("customers made with r = 1 were fitted with r = " + pace);
    }
  }

  private static void requireNumber(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("a fit gave " + value);
    }
  }
}
