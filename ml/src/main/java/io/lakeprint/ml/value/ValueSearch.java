package io.lakeprint.ml.value;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.ml.value.btyd.PurchaseModelKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.SparkSession;

/**
 * Fits every learner, measures each on what customers did in the last horizon, and chooses.
 *
 * <p>No learner sees what it is measured on: purchase models are fitted to the customers as they
 * were at the test snapshot, the hurdle to horizons that ended there or before. Then all are fitted
 * again to the as-of date. Purchases are told by the purchase model with the smallest mean error in
 * purchase days; the amount of the horizon by it too, or by the hurdle where that has the smallest
 * mean error in amount of all. Without enough history there is no test, and the first purchase
 * model of the settings tells everything.
 *
 * @param config settings
 * @param spark where the hurdle learns
 */
record ValueSearch(ValueConfig config, SparkSession spark) {
  static final String HURDLE = "hurdle";
  static final String OWN_RATE = "own-rate";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What is learned from, each in an order of its own that does not depend on how it came to be.
   *
   * @param test date of the test, a horizon before the as-of date
   * @param now buyers at the as-of date, at least one
   * @param past buyers at the test's and earlier dates, with what they did in the horizon after it
   */
  record Snapshots(LocalDate test, List<Customer> now, Map<LocalDate, List<Observed>> past) {
    Snapshots {
      now = List.copyOf(now);
      past = Map.copyOf(past);
    }

    List<Observed> at(LocalDate date) {
      return past.getOrDefault(date, List.of());
    }

    List<Observed> tested() {
      return at(test);
    }
  }

  /** The dates of {@link Snapshots#past} that a search as of a day looks at. */
  static SortedSet<LocalDate> dates(ValueConfig config, LocalDate asOf) {
    SortedSet<LocalDate> dates = new TreeSet<>(config.learningDates(asOf));
    dates.addAll(config.learningDates(asOf.minusDays(config.horizonDays())));
    return dates;
  }

  /** The best learners, and the numbers of each. */
  Findings find(Snapshots snapshots) {
    Map<PurchaseModelKind, ValueModel> now = fitted(snapshots.now());
    if (snapshots.tested().size() < config.minimumCustomers()) {
      List<Learned> untested =
          now.values().stream().map(model -> learned(model, snapshots, Optional.empty())).toList();
      ValueModel first = now.values().iterator().next();
      String name = first.purchases().name();
      return new Findings(untested, name, name, new Forecast(first, terms()), null);
    }
    Map<PurchaseModelKind, ValueModel> then = fitted(customers(snapshots.tested()));
    List<Learned> learners = new ArrayList<>();
    now.forEach(
        (kind, model) ->
            learners.add(learned(model, snapshots, Optional.of(test(snapshots, at(then, kind))))));
    Learned purchases = best(learners, test -> test.purchaseError().orElseThrow());
    PurchaseModelKind kind = config.models().get(learners.indexOf(purchases));
    Optional<Hurdle> hurdle = hurdle(snapshots, kind, at(then, kind), learners);
    Learned amount = best(learners, test -> test.amounts().error());
    learners.add(ownRate(snapshots));
    boolean byHurdle = amount.name().equals(HURDLE);
    // Where another purchase model tells amounts best, it would contradict the purchases told.
    return new Findings(
        learners,
        purchases.name(),
        byHurdle ? HURDLE : purchases.name(),
        new Forecast(at(now, kind), terms()),
        byHurdle ? hurdle.orElseThrow() : null);
  }

  /**
   * Learns from horizons that ended before the test, is tested, and then learns on the test too.
   */
  private Optional<Hurdle> hurdle(
      Snapshots snapshots, PurchaseModelKind kind, ValueModel then, List<Learned> learners) {
    Map<LocalDate, ValueModel> models = new HashMap<>(Map.of(snapshots.test(), then));
    List<HurdleLearner.Seen> early = seen(snapshots, kind, snapshots.test(), models);
    List<HurdleLearner.Seen> late =
        seen(snapshots, kind, snapshots.test().plusDays(config.horizonDays()), models);
    if (!HurdleLearner.canLearn(early) || !HurdleLearner.canLearn(late)) {
      return Optional.empty();
    }
    HurdleLearner learner = config.hurdle().learner(config.horizonDays());
    double[] foretold =
        learner.amounts(
            spark, learner.fit(learner.lessons(spark, early)), then, customers(snapshots.tested()));
    Hurdle hurdle = learner.fit(learner.lessons(spark, late));
    learners.add(
        new Learned(
            HURDLE,
            json(hurdle),
            OptionalDouble.empty(),
            Optional.of(
                new Learned.Test(
                    OptionalDouble.empty(), ForetoldAmounts.of(foretold, spent(snapshots))))));
    return Optional.of(hurdle);
  }

  /**
   * What can be learned from to foretell from a day; dates with too few customers are left out.
   *
   * @param models fitted so far, by date; grows
   */
  private List<HurdleLearner.Seen> seen(
      Snapshots snapshots,
      PurchaseModelKind kind,
      LocalDate day,
      Map<LocalDate, ValueModel> models) {
    List<HurdleLearner.Seen> seen = new ArrayList<>();
    for (LocalDate date : config.learningDates(day)) {
      List<Observed> observed = snapshots.at(date);
      if (observed.size() >= config.minimumCustomers()) {
        seen.add(
            new HurdleLearner.Seen(
                models.computeIfAbsent(date, own -> ValueModel.fit(kind, customers(observed))),
                observed));
      }
    }
    return seen;
  }

  /** Everybody goes on buying as often and as much as they did. */
  private Learned ownRate(Snapshots snapshots) {
    ToDoubleFunction<Customer> days =
        one -> (one.purchaseDays() - 1.0) / Math.max(1, one.ageDays()) * config.horizonDays();
    return new Learned(
        OWN_RATE,
        "{}",
        OptionalDouble.empty(),
        Optional.of(
            new Learned.Test(
                OptionalDouble.of(purchaseError(snapshots, days)),
                amounts(
                    snapshots,
                    one -> days.applyAsDouble(one) * one.amount() / one.purchaseDays()))));
  }

  private Learned learned(ValueModel model, Snapshots snapshots, Optional<Learned.Test> test) {
    double logLikelihood = ValueModel.histories(snapshots.now()).logLikelihood(model.purchases());
    return new Learned(
        model.purchases().name(), json(model), OptionalDouble.of(logLikelihood), test);
  }

  private Learned.Test test(Snapshots snapshots, ValueModel then) {
    int days = config.horizonDays();
    return new Learned.Test(
        OptionalDouble.of(purchaseError(snapshots, one -> then.expectedPurchases(one, days))),
        amounts(snapshots, one -> then.expectedAmount(one, days)));
  }

  private static double purchaseError(Snapshots snapshots, ToDoubleFunction<Customer> expected) {
    return ForetoldAmounts.meanError(
        foretold(snapshots, expected),
        snapshots.tested().stream().mapToDouble(Observed::laterDays).toArray());
  }

  private static ForetoldAmounts amounts(Snapshots snapshots, ToDoubleFunction<Customer> expected) {
    return ForetoldAmounts.of(foretold(snapshots, expected), spent(snapshots));
  }

  private static double[] spent(Snapshots snapshots) {
    return snapshots.tested().stream().mapToDouble(Observed::laterAmount).toArray();
  }

  private static double[] foretold(Snapshots snapshots, ToDoubleFunction<Customer> expected) {
    return customers(snapshots.tested()).stream().mapToDouble(expected).toArray();
  }

  private Map<PurchaseModelKind, ValueModel> fitted(List<Customer> customers) {
    Map<PurchaseModelKind, ValueModel> models = new EnumMap<>(PurchaseModelKind.class);
    config.models().forEach(kind -> models.put(kind, ValueModel.fit(kind, customers)));
    return models;
  }

  private Forecast.Terms terms() {
    return new Forecast.Terms(config.horizonDays(), config.lifetimeDays(), config.discountRate());
  }

  private static ValueModel at(Map<PurchaseModelKind, ValueModel> models, PurchaseModelKind kind) {
    return Objects.requireNonNull(models.get(kind));
  }

  private static Learned best(List<Learned> learners, ToDoubleFunction<Learned.Test> error) {
    return Collections.min(
        learners, Comparator.comparingDouble(one -> error.applyAsDouble(one.test().orElseThrow())));
  }

  private static List<Customer> customers(List<Observed> observed) {
    return observed.stream().map(Observed::customer).toList();
  }

  private static String json(ValueModel model) {
    ObjectNode node = JSON.createObjectNode();
    node.set("purchases", JSON.valueToTree(model.purchases()));
    node.set("amounts", JSON.valueToTree(model.amounts()));
    return node.toString();
  }

  private String json(Hurdle hurdle) {
    ObjectNode node = JSON.createObjectNode();
    node.set("inputs", JSON.valueToTree(Hurdle.INPUTS.names()));
    node.set("trees", JSON.valueToTree(config.hurdle().xgboost()));
    node.put("smearing", hurdle.smearing());
    return node.toString();
  }
}
