package io.lakeprint.ml.value;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.ml.value.btyd.PurchaseModelKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.SparkSession;

/**
 * Fits every learner, measures each on what customers did in the last horizon, and chooses.
 *
 * <p>No learner sees what it is measured on: purchase models are fitted to the customers as they
 * were at the test snapshot, the hurdle to the horizon that ended there. Then all are fitted again
 * to the as-of date. Purchases are told by the purchase model with the smallest mean error in
 * purchase days; the amount of the horizon by it too, or by the hurdle where that has the smallest
 * mean error in amount of all. Without enough history there is no test, and the first purchase
 * model of the settings tells everything.
 *
 * @param config settings
 * @param spark where MLlib fits the hurdle
 */
record ValueSearch(ValueConfig config, SparkSession spark) {
  static final String HURDLE = "hurdle";
  static final String OWN_RATE = "own-rate";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What is learned from, each in an order of its own that does not depend on how it came to be.
   *
   * @param now buyers at the as-of date, at least one
   * @param test buyers a horizon earlier, with what they did since
   * @param training buyers two horizons earlier, with what they did in the first of the two
   */
  record Snapshots(List<Customer> now, List<Observed> test, List<Observed> training) {
    Snapshots {
      now = List.copyOf(now);
      test = List.copyOf(test);
      training = List.copyOf(training);
    }
  }

  /** The best learners, and the numbers of each. */
  Findings find(Snapshots snapshots) {
    Map<PurchaseModelKind, ValueModel> now = fitted(snapshots.now());
    if (snapshots.test().size() < config.minimumCustomers()) {
      List<Learned> untested =
          now.values().stream().map(model -> learned(model, snapshots, Optional.empty())).toList();
      ValueModel first = now.values().iterator().next();
      String name = first.purchases().name();
      return new Findings(untested, name, name, new Forecast(first, null, terms()));
    }
    Map<PurchaseModelKind, ValueModel> then = fitted(customers(snapshots.test()));
    List<Learned> learners = new ArrayList<>();
    now.forEach(
        (kind, model) ->
            learners.add(learned(model, snapshots, Optional.of(test(snapshots, at(then, kind))))));
    Learned purchases = best(learners, test -> test.purchaseError().orElseThrow());
    PurchaseModelKind kind = config.models().get(learners.indexOf(purchases));
    Optional<Hurdle> hurdle = hurdle(snapshots, kind, at(then, kind), at(now, kind), learners);
    Learned amount = best(learners, test -> test.amounts().error());
    learners.add(ownRate(snapshots));
    boolean byHurdle = amount.name().equals(HURDLE);
    // Where another purchase model tells amounts best, it would contradict the purchases told.
    return new Findings(
        learners,
        purchases.name(),
        byHurdle ? HURDLE : purchases.name(),
        new Forecast(at(now, kind), byHurdle ? hurdle.orElseThrow() : null, terms()));
  }

  /** Learns on the horizon before the test, is tested, and then learns on the test as well. */
  private Optional<Hurdle> hurdle(
      Snapshots snapshots,
      PurchaseModelKind kind,
      ValueModel then,
      ValueModel now,
      List<Learned> learners) {
    HurdleLearner learner = new HurdleLearner(config.hurdlePenalty(), config.horizonDays());
    int minimum = config.minimumCustomers();
    if (!learner.canLearn(snapshots.training(), minimum)
        || !learner.canLearn(snapshots.test(), minimum)) {
      return Optional.empty();
    }
    ValueModel before = ValueModel.fit(kind, customers(snapshots.training()));
    Hurdle tested = learner.fit(spark, before, snapshots.training()).over(then);
    Hurdle hurdle = learner.fit(spark, then, snapshots.test()).over(now);
    ForetoldAmounts amounts = amounts(snapshots, tested::expectedAmount);
    learners.add(
        new Learned(
            HURDLE,
            json(hurdle),
            OptionalDouble.empty(),
            Optional.of(new Learned.Test(OptionalDouble.empty(), amounts))));
    return Optional.of(hurdle);
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
        snapshots.test().stream().mapToDouble(Observed::laterDays).toArray());
  }

  private static ForetoldAmounts amounts(Snapshots snapshots, ToDoubleFunction<Customer> expected) {
    return ForetoldAmounts.of(
        foretold(snapshots, expected),
        snapshots.test().stream().mapToDouble(Observed::laterAmount).toArray());
  }

  private static double[] foretold(Snapshots snapshots, ToDoubleFunction<Customer> expected) {
    return customers(snapshots.test()).stream().mapToDouble(expected).toArray();
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

  private static String json(Hurdle hurdle) {
    ObjectNode node = JSON.createObjectNode();
    node.set("inputs", JSON.valueToTree(Hurdle.INPUTS));
    node.set("buys", JSON.valueToTree(hurdle.buys()));
    node.set("amount", JSON.valueToTree(hurdle.amount()));
    return node.toString();
  }
}
