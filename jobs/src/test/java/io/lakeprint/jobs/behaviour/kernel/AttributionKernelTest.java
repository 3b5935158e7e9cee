package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.jobs.behaviour.kernel.AttributionOutcome.Home;
import io.lakeprint.jobs.behaviour.kernel.AttributionOutcome.Move;
import io.lakeprint.jobs.behaviour.kernel.AttributionSpec.Repeats;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttributionKernelTest {

  private static final int BUY = 0;
  private static final int TOUCH = 1;
  private static final List<Repeats> REPEATS = List.of(Repeats.values());
  private static final List<CreditRule> RULES = List.of(CreditRule.values());
  private static final long HOUR = 3_600_000_000L;
  private static final Periods PERIODS =
      Periods.of(
          Grain.TOTAL,
          ZoneOffset.UTC,
          DayOfWeek.MONDAY,
          Deed.FIRST_DAY,
          Deed.FIRST_DAY.plusDays(30));

  /** One event; hours from the first day on. */
  private record Event(
      int hour,
      boolean buys,
      @Nullable String touchpoint,
      @Nullable String order,
      @Nullable String amount) {

    static Event touch(int hour, String touchpoint) {
      return new Event(hour, false, touchpoint, null, null);
    }

    static Event buy(int hour, String order, String amount) {
      return new Event(hour, true, null, order, amount);
    }
  }

  private static EventLog log(List<Event> events) {
    EventLog.Builder log = new EventLog.Builder(2);
    for (Event event : events) {
      long mask = (event.buys() ? 1 << BUY : 0) | (event.touchpoint() == null ? 0 : 1 << TOUCH);
      log.event(
          Deed.ORIGIN + event.hour() * HOUR,
          new long[] {mask},
          event.touchpoint(),
          event.order(),
          event.amount(),
          event.buys() ? "EUR" : null);
    }
    return log.build();
  }

  private static AttributionSpec spec(int lookBackHours, Repeats repeats, String... weak) {
    return new AttributionSpec(
        BUY, TOUCH, 0, 1, 2, 3, lookBackHours * HOUR, 7 * 24 * HOUR, repeats, Set.of(weak));
  }

  private static AttributionOutcome outcome(AttributionSpec spec, List<Event> events) {
    return new AttributionKernel(spec, PERIODS).outcome(log(events));
  }

  /** Credits of a rule by touchpoint, in conversions. */
  private static Map<String, Double> credits(AttributionOutcome outcome, CreditRule rule) {
    Map<String, Double> credits = new TreeMap<>();
    outcome
        .credits()
        .forEach(
            (home, credit) ->
                credits.put(
                    home.touchpoint(),
                    credit.conversions()[RULES.indexOf(rule)] / (double) Shares.CONVERSION));
    credits.values().removeIf(credit -> credit == 0);
    return credits;
  }

  private static List<Event> way(String... touchpoints) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < touchpoints.length; i++) {
      events.add(Event.touch(i, touchpoints[i]));
    }
    events.add(Event.buy(touchpoints.length, "o", "10.0001"));
    return events;
  }

  @Test
  void eachRuleSharesAsItIsKnownTo() {
    AttributionOutcome outcome = outcome(spec(100, Repeats.ALL), way("a", "b", "b", "c", "d"));
    assertThat(credits(outcome, CreditRule.FIRST)).isEqualTo(Map.of("a", 1.0));
    assertThat(credits(outcome, CreditRule.LAST)).isEqualTo(Map.of("d", 1.0));
    assertThat(credits(outcome, CreditRule.LINEAR))
        .isEqualTo(Map.of("a", .2, "b", .4, "c", .2, "d", .2));
    assertThat(credits(outcome, CreditRule.POSITION))
        .as("40, 20 between the three in the middle, 40")
        .isEqualTo(Map.of("a", .4, "b", .133333, "c", .066667, "d", .4));
    assertThat(credits(outcome, CreditRule.SHAPLEY))
        .isEqualTo(Map.of("a", .25, "b", .25, "c", .25, "d", .25));
    assertThat(credits(outcome(spec(100, Repeats.ALL), way("a", "b")), CreditRule.POSITION))
        .isEqualTo(Map.of("a", .5, "b", .5));
    assertThat(credits(outcome(spec(100, Repeats.ALL), way("a")), CreditRule.POSITION))
        .isEqualTo(Map.of("a", 1.0));
  }

  @Test
  void aTouchOneHalfLifeOlderHasHalfTheCredit() {
    List<Event> events =
        List.of(Event.touch(0, "old"), Event.touch(7 * 24, "new"), Event.buy(8 * 24, "o", "3"));
    Map<String, Double> credits =
        credits(outcome(spec(30 * 24, Repeats.ALL), events), CreditRule.TIME_DECAY);
    assertThat(credits).isEqualTo(Map.of("old", .333333, "new", .666667));
  }

  @Test
  void repeatsAreWhatSnowplowsTransformsMakeOfThem() {
    assertThat(ways(Repeats.ALL)).isEqualTo(walked("D", "A", "B", "B", "C", "D", "C", "C"));
    assertThat(ways(Repeats.IN_A_ROW)).isEqualTo(walked("D", "A", "B", "C", "D", "C"));
    assertThat(ways(Repeats.FIRST)).isEqualTo(walked("D", "A", "B", "C"));
  }

  private static Map<Move, Long> ways(Repeats repeats) {
    return outcome(spec(100, repeats), way("D", "A", "B", "B", "C", "D", "C", "C")).moves();
  }

  private static Map<Move, Long> walked(String... stops) {
    Map<Move, Long> moves = new HashMap<>();
    String at = AttributionOutcome.START;
    for (String stop : stops) {
      moves.merge(new Move(0, at, stop), 1L, Long::sum);
      at = stop;
    }
    moves.merge(new Move(0, at, AttributionOutcome.CONVERSION), 1L, Long::sum);
    return moves;
  }

  @Test
  void theLookBackHoldsBothItsEndsAndTheMomentOfTheConversion() {
    List<Event> events =
        List.of(
            Event.touch(0, "late"),
            Event.touch(1, "first"),
            Event.touch(11, "same"),
            Event.buy(11, "o", "1"),
            Event.touch(12, "after"));
    AttributionOutcome outcome = outcome(spec(10, Repeats.ALL), events);
    assertThat(credits(outcome, CreditRule.LINEAR)).isEqualTo(Map.of("first", .5, "same", .5));
    assertThat(outcome.moves())
        .as("what no conversion follows in time went nowhere")
        .containsEntry(new Move(0, "late", "after"), 1L)
        .containsEntry(new Move(0, "after", AttributionOutcome.NO_CONVERSION), 1L);
  }

  @Test
  void touchesOfOneMomentAreOrderedByTouchpoint() {
    List<Event> events = List.of(Event.touch(1, "b"), Event.touch(1, "a"), Event.buy(2, "o", "1"));
    assertThat(credits(outcome(spec(10, Repeats.ALL), events), CreditRule.FIRST))
        .isEqualTo(Map.of("a", 1.0));
  }

  @Test
  void aWeakTouchpointCountsOnlyAlone() {
    AttributionSpec spec = spec(100, Repeats.ALL, "direct");
    assertThat(credits(outcome(spec, way("ad", "direct", "direct")), CreditRule.LAST))
        .isEqualTo(Map.of("ad", 1.0));
    assertThat(credits(outcome(spec, way("direct")), CreditRule.LAST))
        .isEqualTo(Map.of("direct", 1.0));
  }

  @Test
  void theLinesOfAnOrderAreOneConversionAndNoTouchHasItsOwnName() {
    List<Event> events =
        List.of(
            Event.buy(5, "o", "1.5"),
            Event.buy(6, "o", "2"),
            Event.buy(7, "p", "4"),
            new Event(8, true, null, null, "8"),
            new Event(9, true, null, null, "16"));
    AttributionOutcome outcome = outcome(spec(10, Repeats.ALL), events);
    assertThat(credits(outcome, CreditRule.LAST))
        .isEqualTo(Map.of(AttributionOutcome.NO_TOUCH, 4.0));
    assertThat(outcome.credits()).containsOnlyKeys(new Home(0, "EUR", AttributionOutcome.NO_TOUCH));
    assertThat(outcome.credits().values())
        .allSatisfy(credit -> assertThat(credit.amounts()).containsOnly(315_000));
  }

  @Test
  void creditsOfEveryRuleAddUpToTheConversionsAndTheirWorth() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Event> events = random(random);
      AttributionSpec spec =
          spec(1 + random.nextInt(60), REPEATS.get(random.nextInt(3)), "t0");
      AttributionOutcome outcome = outcome(spec, events);
      Map<String, Long> worth = new TreeMap<>();
      for (Event event : events) {
        if (event.buys()) {
          worth.merge(
              event.order() == null ? "#" + worth.size() : event.order(),
              new BigDecimal(event.amount()).movePointRight(4).longValueExact(),
              Long::sum);
        }
      }
      for (CreditRule rule : CreditRule.values()) {
        assertThat(sum(outcome, rule, true))
            .as("conversions by %s, seed %d", rule, seed)
            .isEqualTo(worth.size() * Shares.CONVERSION);
        assertThat(sum(outcome, rule, false))
            .as("worth by %s, seed %d", rule, seed)
            .isEqualTo(worth.values().stream().mapToLong(Long::longValue).sum());
      }
      Collections.shuffle(events, random);
      AttributionOutcome shuffled = outcome(spec, events);
      assertThat(shuffled.moves()).as("seed %d", seed).isEqualTo(outcome.moves());
      assertThat(texts(shuffled)).as("seed %d", seed).isEqualTo(texts(outcome));
    }
  }

  private static List<String> texts(AttributionOutcome outcome) {
    return outcome.credits().entrySet().stream()
        .map(e -> e.getKey() + Arrays.toString(e.getValue().conversions()))
        .toList();
  }

  private static long sum(AttributionOutcome outcome, CreditRule rule, boolean conversions) {
    return outcome.credits().values().stream()
        .mapToLong(
            credit -> (conversions ? credit.conversions() : credit.amounts())[RULES.indexOf(rule)])
        .sum();
  }

  private static List<Event> random(Random random) {
    List<Event> events = new ArrayList<>();
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      int hour = random.nextInt(40);
      boolean buys = random.nextInt(3) == 0;
      events.add(
          new Event(
              hour,
              buys,
              buys && random.nextBoolean() ? null : "t" + random.nextInt(4),
              random.nextInt(3) == 0 ? null : "o" + random.nextInt(3),
              "%d.%04d".formatted(random.nextInt(90), random.nextInt(10_000))));
    }
    return events;
  }

  /** The owner and the workers of Shapley's business: half the profit is the owner's. */
  @Test
  void theShapleyRuleIsTheAverageOverAllOrders() {
    List<Set<String>> conversions = new ArrayList<>();
    for (int worker = 1; worker <= 4; worker++) {
      conversions.add(Set.of("owner", "worker" + worker));
    }
    Map<String, Double> found = shapley(conversions);
    assertThat(found.get("owner")).isEqualTo(2.0);
    assertThat(found.get("worker3")).isEqualTo(.5);

    Random random = new Random(7);
    for (int round = 0; round < 30; round++) {
      List<Set<String>> some = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Set<String> touched = new TreeSet<>();
        for (int t = 0; t < 4; t++) {
          if (random.nextBoolean()) {
            touched.add("t" + t);
          }
        }
        if (!touched.isEmpty()) {
          some.add(touched);
        }
      }
      Map<String, Double> byOrders = byAllOrders(some, List.of("t0", "t1", "t2", "t3"));
      shapley(some)
          .forEach((t, value) -> assertThat(value).isCloseTo(byOrders.get(t), within(1e-5)));
    }
  }

  private static Map<String, Double> shapley(List<Set<String>> conversions) {
    Map<String, Double> sum = new TreeMap<>();
    for (Set<String> touched : conversions) {
      credits(
              outcome(spec(100, Repeats.ALL), way(touched.toArray(String[]::new))),
              CreditRule.SHAPLEY)
          .forEach((touchpoint, credit) -> sum.merge(touchpoint, credit, Double::sum));
    }
    return sum;
  }

  /** By definition: what each adds when it comes, averaged over all orders of coming. */
  private static Map<String, Double> byAllOrders(
      List<Set<String>> conversions, List<String> players) {
    Map<String, Double> values = new TreeMap<>();
    List<List<String>> orders = orders(players);
    for (List<String> order : orders) {
      Set<String> there = new HashSet<>();
      long before = 0;
      for (String player : order) {
        there.add(player);
        long now = conversions.stream().filter(there::containsAll).count();
        values.merge(player, (now - before) / (double) orders.size(), Double::sum);
        before = now;
      }
    }
    return values;
  }

  private static List<List<String>> orders(List<String> players) {
    if (players.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> orders = new ArrayList<>();
    for (String first : players) {
      List<String> rest = new ArrayList<>(players);
      rest.remove(first);
      for (List<String> order : orders(rest)) {
        List<String> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  @Test
  void sharesAddUpWhateverIsShared() {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      double[] weights = random.doubles(1 + random.nextInt(9)).toArray();
      long whole = random.nextLong() >>> (1 + random.nextInt(60));
      long[] shares = Shares.of(whole, weights);
      assertThat(LongStream.of(shares).sum()).isEqualTo(whole);
      long[] like = Shares.like(Shares.of(Shares.CONVERSION, weights), whole);
      assertThat(LongStream.of(like).sum()).isEqualTo(whole);
      assertThat(LongStream.of(like).min().orElseThrow()).isNotNegative();
    }
  }
}
