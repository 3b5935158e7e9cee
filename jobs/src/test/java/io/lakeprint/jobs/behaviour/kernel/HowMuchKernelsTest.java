package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.behaviour.kernel.DistributionSpec.Measure;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Times between two events, and how often people do one. */
class HowMuchKernelsTest {

  private static final int FROM = 0;
  private static final int TO = 1;
  private static final int NONE = FunnelSpec.NONE;
  private static final int UNITS = 12;

  private static Periods periods(Grain grain) {
    return Periods.of(
        grain, ZoneOffset.UTC, DayOfWeek.MONDAY, Deed.FIRST_DAY, Deed.FIRST_DAY.plusDays(1));
  }

  private static List<Long> intervals(List<Deed> deeds, int to, int withinUnits) {
    IntervalSpec spec = new IntervalSpec(FROM, to, 0, withinUnits * Deed.UNIT, NONE);
    return new IntervalKernel(spec, periods(Grain.TOTAL))
        .outcomes(Deed.log(deeds, List.of())).stream()
            .map(outcome -> outcome.micros() / Deed.UNIT)
            .toList();
  }

  @Test
  void theLatestStartBeforeAStopCounts() {
    assertThat(
            intervals(
                List.of(
                    Deed.of(0, FROM),
                    Deed.of(1, FROM),
                    Deed.of(3, TO),
                    Deed.of(4, TO),
                    Deed.of(5, FROM),
                    Deed.of(9, TO)),
                TO,
                100))
        .containsExactly(2L, 4L);
  }

  @Test
  void inOneMomentStartsComeFirstAndNeighboursAreMeasured() {
    assertThat(intervals(List.of(Deed.of(2, TO), Deed.of(2, FROM)), TO, 100)).containsExactly(0L);
    assertThat(intervals(List.of(Deed.of(0, FROM), Deed.of(1, FROM), Deed.of(4, FROM)), FROM, 100))
        .containsExactly(1L, 3L);
    assertThat(intervals(List.of(Deed.of(0, FROM, TO), Deed.of(1, FROM, TO)), TO, 100))
        .as("an event that is both stops the one before and starts another")
        .containsExactly(1L);
  }

  @Test
  void theLinesOfAnOrderAreOneEvent() {
    List<Deed> lines =
        List.of(
            Deed.of(0, FROM).saying("o1"),
            Deed.of(0, FROM).saying("o1"),
            Deed.of(2, FROM).saying("o1"),
            Deed.of(5, FROM).saying("o2"));
    assertThat(intervals(lines, FROM, 100)).containsExactly(5L);
    assertThat(much(lines, Measure.TIMES, 0).get(0).count()).isEqualTo(2);
    assertThat(much(lines, Measure.TIMES).get(0).count()).isEqualTo(4);
    assertThat(
            intervals(List.of(Deed.of(0, FROM).saying("o1"), Deed.of(1, TO).saying("o1")), TO, 100))
        .as("placed and paid")
        .containsExactly(1L);
  }

  @Test
  void whatTakesLongerOrBeginsOutsideIsLeftOut() {
    List<Deed> deeds = List.of(Deed.of(0, FROM), Deed.of(3, TO), Deed.of(9, FROM), Deed.of(10, TO));
    assertThat(intervals(deeds, TO, 3)).containsExactly(3L);
    assertThat(intervals(deeds, TO, 2)).isEmpty();
  }

  /** By definition: a pair without any start or stop between, each stop used once. */
  @Test
  void intervalsAreThoseOfTheDefinition() {
    Random random = new Random(11);
    for (int round = 0; round < 400; round++) {
      List<Deed> deeds =
          new ArrayList<>(
              Deed.random(random, 8, UNITS, 2).stream().map(Deed::sayingNothing).toList());
      List<Deed> marks =
          deeds.stream()
              .filter(d -> d.is(FROM) || d.is(TO))
              .sorted((a, b) -> a.time() != b.time() ? a.time() - b.time() : rank(a) - rank(b))
              .toList();
      List<Long> expected = new ArrayList<>();
      for (int i = 1; i < marks.size(); i++) {
        Deed before = marks.get(i - 1);
        if (before.is(FROM) && marks.get(i).is(TO) && before.time() < 8) {
          expected.add((long) marks.get(i).time() - before.time());
        }
      }
      assertThat(intervals(deeds, TO, 100)).as("%s", deeds).isEqualTo(expected);
      Collections.shuffle(deeds, random);
      assertThat(intervals(deeds, TO, 100)).isEqualTo(expected);
    }
  }

  private static int rank(Deed deed) {
    return deed.is(FROM) ? deed.is(TO) ? 1 : 0 : 2;
  }

  private static List<DistributionKernel.Outcome> much(List<Deed> deeds, Measure measure) {
    return much(deeds, measure, NONE);
  }

  private static List<DistributionKernel.Outcome> much(
      List<Deed> deeds, Measure measure, int once) {
    DistributionSpec spec =
        new DistributionSpec(
            FROM, measure, measure == Measure.AMOUNT ? 1 : NONE, once, periods(Grain.DAY), 0);
    return new DistributionKernel(spec, periods(Grain.TOTAL)).outcomes(Deed.log(deeds, List.of()));
  }

  @Test
  void timesDaysAndAmountsAreThoseOfTheEventsInThePeriod() {
    Random random = new Random(12);
    for (int round = 0; round < 200; round++) {
      List<Deed> deeds =
          Deed.random(random, 8, UNITS, 2).stream().map(d -> d.holding("2.5")).toList();
      List<Deed> counted = deeds.stream().filter(d -> d.is(FROM) && d.time() < 8).toList();
      long days = new TreeSet<>(counted.stream().map(d -> d.time() / 4).toList()).size();
      if (counted.isEmpty()) {
        assertThat(much(deeds, Measure.TIMES)).isEmpty();
      } else {
        assertThat(much(deeds, Measure.TIMES).get(0).count()).isEqualTo(counted.size());
        assertThat(much(deeds, Measure.DAYS).get(0).count()).isEqualTo(days);
        assertThat(much(deeds, Measure.AMOUNT).get(0).count()).isEqualTo(25_000L * counted.size());
      }
    }
  }

  @Test
  void theFirstEventSaysTheValue() {
    List<Deed> deeds =
        List.of(
            Deed.of(3, FROM).saying("a"),
            Deed.of(1, FROM).saying("c"),
            Deed.of(1, FROM).saying("b"),
            Deed.of(1, FROM));
    assertThat(much(deeds, Measure.TIMES))
        .containsExactly(new DistributionKernel.Outcome(0, "b", 4));
  }
}
