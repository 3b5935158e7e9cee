package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lakeprint.jobs.behaviour.kernel.AttributionSpec.Repeats;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attribution, intervals and maps against their plain definitions, over their options. */
class KernelOraclesTest {

  private static final int FIRST = 0;
  private static final int SECOND = 1;
  private static final int NONE = FunnelSpec.NONE;
  private static final long HALF_LIFE = 5 * Deed.UNIT;

  private static Periods total(int days) {
    return Periods.of(
        Grain.TOTAL,
        ZoneOffset.UTC,
        DayOfWeek.MONDAY,
        Deed.FIRST_DAY,
        Deed.FIRST_DAY.plusDays(days - 1L));
  }

  @Test
  void creditsAreThoseOfTheDefinitionForEveryLookBackAndWayOfRepeats() {
    Random random = new Random(61);
    int shared = 0;
    for (int lookBack : new int[] {0, 3, 8, 100}) {
      for (Repeats repeats : Repeats.values()) {
        AttributionSpec spec =
            new AttributionSpec(
                FIRST,
                SECOND,
                0,
                NONE,
                NONE,
                NONE,
                lookBack * Deed.UNIT,
                HALF_LIFE,
                repeats,
                Set.of());
        for (int round = 0; round < 200; round++) {
          List<Deed> deeds = Deed.random(random, 8, 12, 2);
          AttributionOutcome outcome =
              new AttributionKernel(spec, total(10)).outcome(Deed.log(deeds, List.of()));
          for (CreditRule rule : CreditRule.values()) {
            Map<String, Double> expected = credits(deeds, lookBack, repeats, rule);
            Map<String, Double> actual = new TreeMap<>();
            outcome
                .credits()
                .forEach(
                    (home, credit) ->
                        actual.put(
                            home.touchpoint(),
                            credit.conversions()[List.of(CreditRule.values()).indexOf(rule)]
                                / (double) Shares.CONVERSION));
            actual.values().removeIf(credit -> credit < 1e-5);
            String about = rule + " " + lookBack + " " + repeats + " " + deeds;
            assertThat(actual.keySet()).as(about).isEqualTo(expected.keySet());
            expected.forEach(
                (name, credit) ->
                    assertThat(actual.get(name)).as(about).isCloseTo(credit, within(1e-4)));
            shared += expected.size() > 1 ? 1 : 0;
          }
        }
      }
    }
    assertThat(shared).isGreaterThan(1_000);
  }

  private static Map<String, Double> credits(
      List<Deed> deeds, int lookBack, Repeats repeats, CreditRule rule) {
    Map<String, Double> credits = new TreeMap<>();
    for (Deed conversion : deeds.stream().filter(deed -> deed.is(FIRST)).toList()) {
      List<Deed> way = new ArrayList<>();
      deeds.stream()
          .filter(deed -> deed.is(SECOND) && deed.value() != null)
          .filter(deed -> deed.time() <= conversion.time())
          .filter(deed -> deed.time() >= conversion.time() - lookBack)
          .sorted(
              Comparator.comparingInt(Deed::time)
                  .thenComparing(deed -> String.valueOf(deed.value())))
          .forEach(
              deed -> {
                boolean follows =
                    !way.isEmpty() && named(way.get(way.size() - 1)).equals(named(deed));
                boolean seen = way.stream().anyMatch(before -> named(before).equals(named(deed)));
                if (repeats == Repeats.IN_A_ROW && follows) {
                  way.set(way.size() - 1, deed);
                } else if (repeats != Repeats.FIRST || !seen) {
                  way.add(deed);
                }
              });
      if (way.isEmpty()) {
        credits.merge(AttributionOutcome.NO_TOUCH, 1.0, Double::sum);
      }
      List<Double> weights = new ArrayList<>();
      for (int i = 0; i < way.size(); i++) {
        weights.add(weight(way, i, conversion, rule));
      }
      double all = weights.stream().mapToDouble(weight -> weight).sum();
      for (int i = 0; i < way.size(); i++) {
        credits.merge(named(way.get(i)), weights.get(i) / all, Double::sum);
      }
    }
    credits.values().removeIf(credit -> credit < 1e-5);
    return credits;
  }

  private static double weight(List<Deed> way, int at, Deed conversion, CreditRule rule) {
    boolean isFirst = at == 0;
    boolean isLast = at == way.size() - 1;
    Set<String> touched = way.stream().map(KernelOraclesTest::named).collect(Collectors.toSet());
    double times = way.stream().filter(deed -> named(deed).equals(named(way.get(at)))).count();
    return switch (rule) {
      case FIRST -> isFirst ? 1 : 0;
      case LAST -> isLast ? 1 : 0;
      case LINEAR -> 1.0 / way.size();
      case POSITION -> way.size() < 3 ? 1 : (isFirst || isLast) ? .4 : .2 / (way.size() - 2);
      case TIME_DECAY ->
          Math.pow(.5, (double) (conversion.time() - way.get(at).time()) * Deed.UNIT / HALF_LIFE);
      case SHAPLEY -> 1.0 / touched.size() / times;
    };
  }

  private static String named(Deed deed) {
    return String.valueOf(deed.value());
  }

  @Test
  void intervalsAreThoseOfTheDefinitionForEveryLimitAndWhatIsOne() {
    Random random = new Random(62);
    int found = 0;
    for (int within : new int[] {1, 2, 5, 100}) {
      for (int once : new int[] {NONE, 0}) {
        for (int to : new int[] {FIRST, SECOND}) {
          IntervalSpec spec = new IntervalSpec(FIRST, to, once, within * Deed.UNIT, NONE);
          IntervalKernel kernel = new IntervalKernel(spec, total(2));
          for (int round = 0; round < 300; round++) {
            List<Deed> deeds = Deed.random(random, 8, 12, 2);
            List<Long> expected = intervals(deeds, to, once != NONE, within);
            assertThat(
                    kernel.outcomes(Deed.log(deeds, List.of())).stream()
                        .map(outcome -> outcome.micros() / Deed.UNIT)
                        .toList())
                .as("%s %s", spec, deeds)
                .isEqualTo(expected);
            found += expected.size();
          }
        }
      }
    }
    assertThat(found).isGreaterThan(1_000);
  }

  /** A start and the stop behind it, with neither between them. */
  private static List<Long> intervals(List<Deed> deeds, int to, boolean areOne, int within) {
    List<Deed> marks =
        deeds.stream()
            .filter(deed -> deed.is(FIRST) || deed.is(to))
            .sorted(
                Comparator.comparingInt(Deed::time)
                    .thenComparing(deed -> deed.is(to))
                    .thenComparing(deed -> !deed.is(FIRST)))
            .collect(Collectors.toCollection(ArrayList::new));
    if (areOne) {
      Set<List<Object>> said = new LinkedHashSet<>();
      marks.removeIf(
          deed ->
              deed.value() != null && !said.add(List.of(deed.is(FIRST), deed.is(to), named(deed))));
    }
    List<Long> intervals = new ArrayList<>();
    for (int i = 1; i < marks.size(); i++) {
      Deed start = marks.get(i - 1);
      long length = (long) marks.get(i).time() - start.time();
      // Two days of four units each are the period.
      if (start.is(FIRST) && marks.get(i).is(to) && length <= within && start.time() < 8) {
        intervals.add(length);
      }
    }
    return intervals;
  }

  @Test
  void hoursAreThoseOfTheClockInEveryZone() {
    Random random = new Random(63);
    for (String zone : List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns")) {
      Periods year = total(365);
      HourKernel kernel = new HourKernel(new HourSpec(FIRST, ZoneId.of(zone), 0), year);
      for (int round = 0; round < 100; round++) {
        EventLog.Builder log = new EventLog.Builder(1);
        Map<Cell, Long> expected = new HashMap<>();
        for (int count = random.nextInt(30); count > 0; count--) {
          long time = Deed.ORIGIN + (long) (random.nextDouble() * 400 * 4 * Deed.UNIT);
          String value = random.nextInt(3) == 0 ? null : "v" + random.nextInt(2);
          boolean counts = random.nextInt(4) > 0;
          log.event(time, new long[] {counts ? 1 : 0}, value);
          ZonedDateTime local = Instant.EPOCH.plus(time, ChronoUnit.MICROS).atZone(ZoneId.of(zone));
          if (counts && time < Deed.ORIGIN + 365L * 4 * Deed.UNIT) {
            expected.merge(
                new Cell(0, value, null, null, local.getHour(), local.getDayOfWeek().getValue()),
                1L,
                Long::sum);
          }
        }
        assertThat(kernel.counts(log.build())).as(zone).isEqualTo(expected);
      }
    }
  }

  @Test
  void placesAndElementsAreThoseThatEventsSay() {
    Random random = new Random(64);
    for (boolean isPlace : new boolean[] {true, false}) {
      TallySpec spec =
          isPlace
              ? new TallySpec(FIRST, 0, NONE, 1, 2, 3)
              : new TallySpec(FIRST, 0, 1, NONE, NONE, 3);
      for (int round = 0; round < 300; round++) {
        EventLog.Builder log = new EventLog.Builder(1);
        Map<Cell, Long> expected = new HashMap<>();
        for (int count = random.nextInt(20); count > 0; count--) {
          int day = random.nextInt(12);
          boolean counts = random.nextInt(4) > 0;
          String page = said(random, "/");
          String second = said(random, "");
          String third = said(random, "");
          String value = said(random, "v");
          log.event(Deed.micros(day), new long[] {counts ? 1 : 0}, page, second, third, value);
          boolean saysAll = page != null && second != null && (!isPlace || third != null);
          if (counts && day < 8 && saysAll) {
            expected.merge(
                isPlace
                    ? new Cell(
                        0, value, page, null, Integer.valueOf(second), Integer.valueOf(third))
                    : new Cell(0, value, page, second, null, null),
                1L,
                Long::sum);
          }
        }
        assertThat(new TallyKernel(spec, total(2)).counts(log.build()))
            .as("round %d", round)
            .isEqualTo(expected);
      }
    }
  }

  private static @Nullable String said(Random random, String before) {
    return random.nextInt(4) == 0 ? null : before + random.nextInt(3);
  }
}
