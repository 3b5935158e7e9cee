package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Attribution;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Breakdown;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Count;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Entry;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Exclusion;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Order;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Step;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Window;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunnelKernelTest {

  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final int X = 3;
  private static final int ANY = 4;
  private static final int VALUE = 0;
  private static final int HELD = 1;
  private static final int UNITS = 12;

  private static final Periods DAYS = periods(Grain.DAY, 20);
  private static final Periods TOTAL = periods(Grain.TOTAL, 20);

  private static Periods periods(Grain grain, int days) {
    return Periods.of(
        grain,
        ZoneOffset.UTC,
        DayOfWeek.MONDAY,
        Deed.FIRST_DAY,
        Deed.FIRST_DAY.plusDays(days - 1L));
  }

  private record Options(
      Order order,
      Entry entry,
      Count count,
      Window window,
      List<Exclusion> exclusions,
      boolean constant,
      int optional,
      Optional<Breakdown> breakdown,
      Periods periods) {

    FunnelSpec spec() {
      List<Step> steps =
          IntStream.range(0, 3).mapToObj(i -> new Step(i, (optional >> i & 1) != 0)).toList();
      return new FunnelSpec(
          steps,
          order,
          entry,
          count,
          window,
          exclusions,
          constant ? List.of(HELD) : List.of(),
          breakdown.orElse(null),
          order == Order.STRICT ? ANY : FunnelSpec.NONE);
    }
  }

  private static List<Options> everyCombination(Order order) {
    List<Integer> optionals = order == Order.ORDERED ? List.of(0, 2, 4, 6) : List.of(0);
    List<Options> all = new ArrayList<>();
    for (Entry entry : Entry.values()) {
      for (Count count : Count.values()) {
        for (Window window : windows()) {
          for (boolean constant : new boolean[] {false, true}) {
            for (int optional : optionals) {
              for (List<Exclusion> exclusions : exclusions(optional, constant)) {
                for (Optional<Breakdown> breakdown : breakdowns(order)) {
                  for (Periods periods : List.of(DAYS, TOTAL)) {
                    all.add(
                        new Options(
                            order,
                            entry,
                            count,
                            window,
                            exclusions,
                            constant,
                            optional,
                            breakdown,
                            periods));
                  }
                }
              }
            }
          }
        }
      }
    }
    return all;
  }

  private static List<Window> windows() {
    return List.of(
        new Window(2 * Deed.UNIT, false),
        new Window(7 * Deed.UNIT, false),
        new Window(Long.MAX_VALUE, false),
        new Window(0, true));
  }

  private static List<List<Exclusion>> exclusions(int optional, boolean constant) {
    List<Exclusion> possible =
        Stream.of(new Exclusion(X, 1, 2), new Exclusion(X, 2, 3), new Exclusion(X, 1, 3))
            .filter(x -> (optional >> (x.from() - 1) & 1) == 0)
            .filter(x -> (optional >> (x.to() - 1) & 1) == 0)
            .toList();
    List<List<Exclusion>> all = new ArrayList<>();
    all.add(List.of());
    possible.forEach(one -> all.add(List.of(one)));
    if (optional == 0 && !constant) {
      all.add(List.of(new Exclusion(X, 1, 2), new Exclusion(ANY, 2, 3)));
      all.add(List.of(new Exclusion(ANY, 1, 2), new Exclusion(X, 1, 3)));
    }
    return all;
  }

  private static List<Optional<Breakdown>> breakdowns(Order order) {
    List<Optional<Breakdown>> all = new ArrayList<>();
    all.add(Optional.empty());
    all.add(Optional.of(new Breakdown(VALUE, Attribution.FIRST, 0)));
    all.add(Optional.of(new Breakdown(VALUE, Attribution.LAST, 0)));
    if (order != Order.UNORDERED) {
      all.add(Optional.of(new Breakdown(VALUE, Attribution.STEP, 2)));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void agreesWithEveryWayTriedForEveryCombinationOfOptions(Order order) {
    long seed = 20260;
    Random random = new Random(seed);
    long outcomes = 0;
    for (Options options : everyCombination(order)) {
      FunnelSpec spec = options.spec();
      FunnelKernel kernel = new FunnelKernel(spec, options.periods(), DAYS);
      for (int i = 0; i < 25; i++) {
        List<Deed> deeds = Deed.random(random, 8, UNITS, 5);
        List<int[]> sessions = Deed.randomSessions(random, UNITS);
        List<FunnelOutcome> actual = kernel.outcomes(Deed.log(deeds, sessions));
        List<FunnelOracle.Expected> expected =
            new FunnelOracle(spec, options.periods(), deeds, sessions).outcomes();
        String about = "seed " + seed + ", " + options + ", " + deeds;
        assertThat(actual.stream().map(FunnelKernelTest::said))
            .as(about)
            .containsExactlyInAnyOrderElementsOf(
                expected.stream().map(e -> e.period() + " " + e.times()).toList());
        checkValues(about, actual, expected);
        checkReach(about, spec, actual);
        outcomes += actual.size();
      }
    }
    assertThat(outcomes).isGreaterThan(1_000);
  }

  private static String said(FunnelOutcome outcome) {
    return outcome.period() + " " + times(outcome);
  }

  private static List<Long> times(FunnelOutcome outcome) {
    return IntStream.rangeClosed(1, outcome.steps()).mapToObj(outcome::time).toList();
  }

  private static void checkValues(
      String about, List<FunnelOutcome> actual, List<FunnelOracle.Expected> expected) {
    for (FunnelOutcome outcome : actual) {
      assertThat(
              expected.stream()
                  .filter(e -> (e.period() + " " + e.times()).equals(said(outcome)))
                  .anyMatch(e -> e.values().contains(outcome.breakdown())))
          .as(about + " value " + outcome.breakdown())
          .isTrue();
    }
  }

  /** Who did a step that is not optional did all such steps before it. */
  private static void checkReach(String about, FunnelSpec spec, List<FunnelOutcome> actual) {
    for (FunnelOutcome outcome : actual) {
      boolean reached = true;
      for (int step = 1; step <= outcome.steps(); step++) {
        boolean done = outcome.time(step) != FunnelOutcome.NEVER;
        if (!spec.steps().get(step - 1).optional()) {
          assertThat(!done || reached).as(about).isTrue();
          reached = done;
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void doesNotDependOnTheOrderOfTheInput(Order order) {
    Random random = new Random(7);
    for (Options options : everyCombination(order)) {
      FunnelKernel kernel = new FunnelKernel(options.spec(), options.periods(), DAYS);
      for (int i = 0; i < 5; i++) {
        // Few moments, so that most events share one.
        List<Deed> deeds = new ArrayList<>(Deed.random(random, 10, 4, 5));
        List<int[]> sessions = Deed.randomSessions(random, UNITS);
        List<String> once = told(kernel.outcomes(Deed.log(deeds, sessions)));
        Collections.shuffle(deeds, random);
        assertThat(told(kernel.outcomes(Deed.log(deeds, sessions))))
            .as(options + " " + deeds)
            .isEqualTo(once);
      }
    }
  }

  private static List<String> told(List<FunnelOutcome> outcomes) {
    return outcomes.stream().map(o -> said(o) + " " + o.breakdown()).collect(Collectors.toList());
  }

  private static Options plain(Order order, Entry entry, Count count, long units) {
    return new Options(
        order,
        entry,
        count,
        new Window(units * Deed.UNIT, false),
        List.of(),
        false,
        0,
        Optional.empty(),
        TOTAL);
  }

  private static List<FunnelOutcome> run(Options options, Deed... deeds) {
    return new FunnelKernel(options.spec(), options.periods(), DAYS)
        .outcomes(Deed.log(List.of(deeds), List.of()));
  }

  private static Options excluding(int from, int to) {
    return new Options(
        Order.ORDERED,
        Entry.ANY,
        Count.PEOPLE,
        new Window(100 * Deed.UNIT, false),
        List.of(new Exclusion(X, from, to)),
        false,
        0,
        Optional.empty(),
        TOTAL);
  }

  @Test
  void exclusionDropsThePersonUnlessACleanAttemptReachesAsFar() {
    assertThat(run(excluding(1, 2), Deed.of(0, A), Deed.of(1, X), Deed.of(2, B))).isEmpty();
    assertThat(
            run(
                excluding(1, 2),
                Deed.of(0, A),
                Deed.of(1, X),
                Deed.of(2, B),
                Deed.of(3, A),
                Deed.of(4, B)))
        .singleElement()
        .satisfies(
            o ->
                assertThat(times(o).subList(0, 2)).containsExactly(Deed.micros(3), Deed.micros(4)));
    assertThat(run(excluding(1, 2), Deed.of(0, A), Deed.of(1, X)))
        .as("an exclusion after which nothing is reached spoils nothing")
        .hasSize(1);
    assertThat(run(excluding(1, 2), Deed.of(0, A), Deed.of(1, B, X), Deed.of(1, X)))
        .as("inside a moment an exclusion does not count")
        .hasSize(1);
  }

  /** Mixpanel's example: A 1:00, A 1:30, B 1:45, C 2:15 within an hour. */
  @Test
  void firstEntryMissesWhatAnyEntryConverts() {
    Deed[] log = {Deed.of(0, A), Deed.of(2, A), Deed.of(3, B), Deed.of(5, C)};
    assertThat(run(plain(Order.ORDERED, Entry.FIRST, Count.PEOPLE, 4), log).get(0).reach())
        .isEqualTo(2);
    FunnelOutcome any = run(plain(Order.ORDERED, Entry.ANY, Count.PEOPLE, 4), log).get(0);
    assertThat(any.reach()).isEqualTo(3);
    assertThat(any.time(1)).isEqualTo(Deed.micros(2));
  }

  @Test
  void theWindowIncludesItsLastMoment() {
    Options options = plain(Order.ORDERED, Entry.ANY, Count.PEOPLE, 2);
    assertThat(run(options, Deed.of(0, A), Deed.of(2, B)).get(0).reach()).isEqualTo(2);
    assertThat(run(options, Deed.of(0, A), Deed.of(3, B)).get(0).reach()).isEqualTo(1);
  }

  @Test
  void oneEventIsOneStep() {
    Options options = plain(Order.ORDERED, Entry.ANY, Count.PEOPLE, 9);
    assertThat(run(options, Deed.of(0, A, B)).get(0).reach()).isEqualTo(1);
    assertThat(run(options, Deed.of(0, A, B), Deed.of(0, A, B)).get(0).reach()).isEqualTo(2);
  }

  @Test
  void totalsBeginAgainAfterCompletionAndTimeOut() {
    Deed[] log = {
      Deed.of(0, A),
      Deed.of(1, B),
      Deed.of(1, C),
      Deed.of(2, A),
      Deed.of(3, A),
      Deed.of(9, A),
      Deed.of(10, B)
    };
    assertThat(run(plain(Order.ORDERED, Entry.FIRST, Count.TOTALS, 3), log))
        .extracting(FunnelOutcome::reach)
        .containsExactly(3, 1, 2);
  }

  @Test
  void strictRefusesWhatLiesBetween() {
    Options strict = plain(Order.STRICT, Entry.ANY, Count.PEOPLE, 9);
    assertThat(run(strict, Deed.of(0, A), Deed.of(1, ANY), Deed.of(2, B)).get(0).reach())
        .isEqualTo(1);
    assertThat(run(strict, Deed.of(0, A), Deed.of(1, A), Deed.of(2, B)).get(0).reach())
        .isEqualTo(2);
    assertThat(run(strict, Deed.of(0, A), Deed.of(1, ANY), Deed.of(1, B)).get(0).reach())
        .as("inside a moment nothing is between")
        .isEqualTo(2);
  }

  @Test
  void manyEventsOfThePreviousStepsStayQuick() {
    Options options = plain(Order.ORDERED, Entry.ANY, Count.PEOPLE, 1_000_000);
    EventLog.Builder log = new EventLog.Builder(8);
    for (int i = 0; i < 200_000; i++) {
      log.event(Deed.ORIGIN + i, new long[] {i % 2 == 0 ? 1 : 2}, null, null);
    }
    assertThat(new FunnelKernel(options.spec(), TOTAL, DAYS).outcomes(log.build()).get(0).reach())
        .isEqualTo(2);
  }
}
