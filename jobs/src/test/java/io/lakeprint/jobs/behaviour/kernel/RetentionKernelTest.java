package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.behaviour.kernel.RetentionSpec.Clock;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionKernelTest {

  private static final int START = 0;
  private static final int BACK = 1;
  private static final int START_EVENT = 2;
  private static final int UNITS = 40;

  /** The last 8 of 10 days: what a person did before is known and belongs to no cohort. */
  private static final Periods DAYS =
      Periods.of(
          Grain.DAY,
          ZoneOffset.UTC,
          DayOfWeek.MONDAY,
          Deed.FIRST_DAY.plusDays(2),
          Deed.FIRST_DAY.plusDays(9));

  private static RetentionSpec spec(
      Kind kind, boolean rolling, Clock clock, List<Integer> cells, int minimum) {
    return new RetentionSpec(
        START, START_EVENT, BACK, kind, rolling, clock, cells, minimum, FunnelSpec.NONE);
  }

  @Test
  void agreesWithTheDefinitionForEveryCombinationOfOptions() {
    Random random = new Random(11);
    for (Kind kind : Kind.values()) {
      for (boolean rolling : new boolean[] {false, true}) {
        for (Clock clock : Clock.values()) {
          for (List<Integer> cells : List.of(List.of(1, 1, 1), List.of(1, 2, 3), List.of(2))) {
            for (int minimum : new int[] {1, 2}) {
              RetentionSpec spec = spec(kind, rolling, clock, cells, minimum);
              for (int i = 0; i < 300; i++) {
                List<Deed> deeds = Deed.random(random, 10, UNITS, 3);
                assertThat(new RetentionKernel(spec, DAYS).outcomes(Deed.log(deeds, List.of())))
                    .as(spec + " " + deeds)
                    .isEqualTo(expected(spec, deeds));
              }
            }
          }
        }
      }
    }
  }

  /** For each of the eight days: is the person in its cohort, and in which cells? */
  private static List<RetentionOutcome> expected(RetentionSpec spec, List<Deed> deeds) {
    return IntStream.range(0, 8)
        .mapToObj(
            day ->
                cohortStart(spec, deeds, day)
                    .map(start -> new RetentionOutcome(day, null, cells(spec, deeds, day, start))))
        .flatMap(Optional::stream)
        .toList();
  }

  private static int day(Deed deed) {
    return Math.floorDiv(deed.time(), 4) - 2;
  }

  private static Optional<Integer> cohortStart(RetentionSpec spec, List<Deed> deeds, int day) {
    Comparator<Integer> order = Comparator.naturalOrder();
    Optional<Integer> inDay =
        deeds.stream()
            .filter(d -> d.is(START) && day(d) == day)
            .filter(d -> spec.kind() != Kind.FIRST_EVER || d.is(START_EVENT))
            .map(Deed::time)
            .min(order);
    int condition = spec.kind() == Kind.FIRST_EVER ? START_EVENT : START;
    Optional<Integer> ever = deeds.stream().filter(d -> d.is(condition)).map(Deed::time).min(order);
    return spec.kind() == Kind.RECURRING ? inDay : inDay.filter(time -> ever.get().equals(time));
  }

  private static long cells(RetentionSpec spec, List<Deed> deeds, int day, int start) {
    long cells = 1;
    int offset = 1;
    for (int cell = 1; cell <= spec.cells().size(); cell++) {
      int from = offset;
      int to = offset + spec.cells().get(cell - 1) - 1;
      long count =
          deeds.stream()
              .filter(d -> d.is(BACK) && d.time() >= start)
              .mapToInt(d -> spec.clock() == Clock.CALENDAR ? day(d) - day : (d.time() - start) / 4)
              .filter(stretch -> stretch >= from && stretch <= to)
              .count();
      if (count >= spec.minimum()) {
        // Rolling: who counts in a cell counts in those before it.
        int first = spec.rolling() ? 1 : cell;
        cells |=
            LongStream.rangeClosed(first, cell).map(bit -> 1L << bit).reduce(0, (a, b) -> a | b);
      }
      offset = to + 1;
    }
    return cells;
  }

  @Test
  void rollingNeverRisesAndHoldsWhatNDayHolds() {
    Random random = new Random(12);
    List<Integer> cells = List.of(1, 1, 1, 1);
    for (int i = 0; i < 500; i++) {
      EventLog log = Deed.log(Deed.random(random, 10, UNITS, 3), List.of());
      List<RetentionOutcome> nDay =
          new RetentionKernel(spec(Kind.RECURRING, false, Clock.CALENDAR, cells, 1), DAYS)
              .outcomes(log);
      List<RetentionOutcome> rolling =
          new RetentionKernel(spec(Kind.RECURRING, true, Clock.CALENDAR, cells, 1), DAYS)
              .outcomes(log);
      assertThat(rolling).hasSameSizeAs(nDay);
      for (int c = 0; c < nDay.size(); c++) {
        long bits = rolling.get(c).cells();
        assertThat(bits & nDay.get(c).cells()).isEqualTo(nDay.get(c).cells());
        assertThat(Long.bitCount(bits)).isEqualTo(64 - Long.numberOfLeadingZeros(bits));
      }
    }
  }

  @Test
  void aCellIsCompleteWhenItIsOverForTheWholeCohort() {
    RetentionKernel calendar =
        new RetentionKernel(spec(Kind.RECURRING, false, Clock.CALENDAR, List.of(1, 2), 1), DAYS);
    long end = DAYS.end(7);
    assertThat(calendar.isComplete(7, 0, end)).isTrue();
    assertThat(calendar.isComplete(6, 1, end)).isTrue();
    assertThat(calendar.isComplete(7, 1, end)).isFalse();
    assertThat(calendar.isComplete(4, 2, end)).isTrue();
    assertThat(calendar.isComplete(5, 2, end)).isFalse();

    RetentionKernel rolling =
        new RetentionKernel(spec(Kind.RECURRING, true, Clock.CALENDAR, List.of(1, 2), 1), DAYS);
    assertThat(rolling.isComplete(4, 1, end)).isTrue();
    assertThat(rolling.isComplete(5, 1, end)).as("a later cell is still open").isFalse();

    RetentionKernel hours =
        new RetentionKernel(spec(Kind.RECURRING, false, Clock.HOURS_24, List.of(1), 1), DAYS);
    assertThat(hours.isComplete(5, 1, end)).as("24 to 48 hours after its last moment").isTrue();
    assertThat(hours.isComplete(6, 1, end)).isFalse();
  }

  @Test
  void theValueOfTheStartEventIsTheBreakdown() {
    RetentionSpec spec =
        new RetentionSpec(
            START, FunnelSpec.NONE, BACK, Kind.RECURRING, false, Clock.CALENDAR, List.of(1), 1, 0);
    List<Deed> deeds =
        List.of(
            Deed.of(9, START).saying("late"),
            Deed.of(8, START).saying("b"),
            Deed.of(8, START).saying("a"),
            Deed.of(8, BACK).saying("0"));
    assertThat(new RetentionKernel(spec, DAYS).outcomes(Deed.log(deeds, List.of())))
        .containsExactly(new RetentionOutcome(0, "a", 1));
  }

  @Test
  void daysOfTwentyThreeAndTwentyFiveHoursAreDays() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    for (String change : List.of("2026-03-29", "2026-10-25")) {
      LocalDate day = LocalDate.parse(change);
      Periods days =
          Periods.of(Grain.DAY, berlin, DayOfWeek.MONDAY, day.minusDays(1), day.plusDays(1));
      long hours = (days.end(1) - days.start(1)) / 3_600_000_000L;
      assertThat(hours).isEqualTo(change.equals("2026-03-29") ? 23 : 25);
      EventLog.Builder log = new EventLog.Builder(3);
      // The last moment of each day, in local time.
      for (int i = 0; i < 3; i++) {
        log.event(days.end(i) - 1, new long[] {3});
      }
      RetentionSpec spec = spec(Kind.FIRST_TIME, false, Clock.CALENDAR, List.of(1, 1), 1);
      assertThat(new RetentionKernel(spec, days).outcomes(log.build()))
          .as(change)
          .containsExactly(new RetentionOutcome(0, null, 0b111));
    }
  }

  @Test
  void weeksBeginWhereTheyAreToldTo() {
    LocalDate wednesday = LocalDate.of(2026, 3, 4);
    assertThat(week(DayOfWeek.MONDAY, wednesday)).isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(week(DayOfWeek.SUNDAY, wednesday)).isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(week(DayOfWeek.WEDNESDAY, wednesday)).isEqualTo(wednesday);
  }

  private static @Nullable LocalDate week(DayOfWeek start, LocalDate day) {
    return Periods.of(Grain.WEEK, ZoneOffset.UTC, start, day, day).day(0);
  }
}
