package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeatKernelsTest {

  private static final int VIEW = 0;
  private static final int SCROLL = 1;
  private static final int NONE = FunnelSpec.NONE;
  private static final Periods TOTAL =
      Periods.of(
          Grain.TOTAL,
          ZoneOffset.UTC,
          DayOfWeek.MONDAY,
          Deed.FIRST_DAY,
          Deed.FIRST_DAY.plusDays(365));

  private static EventLog at(String... times) {
    EventLog.Builder log = new EventLog.Builder(1);
    for (String time : times) {
      log.event(Periods.micros(Instant.parse(time)), new long[] {1});
    }
    return log.build();
  }

  @Test
  void hoursAreThoseOfTheClockOnTheWall() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    HourKernel kernel = new HourKernel(new HourSpec(0, berlin, NONE), TOTAL);
    assertThat(
            kernel.counts(
                at(
                    // 25 October 2026: two o'clock comes twice.
                    "2026-10-25T00:30:00Z",
                    "2026-10-25T01:30:00Z",
                    "2026-10-25T02:30:00Z",
                    // 29 March 2026: two o'clock does not come.
                    "2026-03-29T00:59:59Z",
                    "2026-03-29T01:00:00Z")))
        .isEqualTo(
            Map.of(
                new Cell(0, null, null, null, 2, 7), 2L,
                new Cell(0, null, null, null, 3, 7), 2L,
                new Cell(0, null, null, null, 1, 7), 1L));
  }

  @Test
  void aPlaceThatIsNotSaidIsNowhere() {
    EventLog.Builder log = new EventLog.Builder(1);
    log.event(Deed.ORIGIN, new long[] {1}, "/", "3", "7");
    log.event(Deed.ORIGIN, new long[] {1}, "/", "3", "7");
    log.event(Deed.ORIGIN, new long[] {1}, "/", null, "7");
    log.event(Deed.ORIGIN, new long[] {1}, null, "3", "7");
    log.event(Deed.ORIGIN - 1, new long[] {1}, "/", "3", "7");
    log.event(Deed.ORIGIN, new long[] {0}, "/", "3", "7");
    TallySpec spec = new TallySpec(0, 0, NONE, 1, 2, NONE);
    assertThat(new TallyKernel(spec, TOTAL).counts(log.build()))
        .isEqualTo(Map.of(new Cell(0, null, "/", null, 3, 7), 2L));
  }

  private record Said(int time, boolean opens, String page, @Nullable Double ratio) {}

  private static Map<Cell, Long> reach(List<Said> said) {
    EventLog.Builder log = new EventLog.Builder(2);
    for (Said one : said) {
      long mask = (one.opens() ? 1 << VIEW : 0) | (one.ratio() == null ? 0 : 1 << SCROLL);
      String ratio = one.ratio() == null ? null : one.ratio().toString();
      log.event(Deed.micros(one.time()), new long[] {mask}, one.page(), ratio);
    }
    return new ReachKernel(new ReachSpec(VIEW, SCROLL, 0, 1, NONE), TOTAL).counts(log.build());
  }

  @Test
  void aViewReachesWhatIsSaidOfItsPageUntilThePageIsOpenedAgain() {
    Map<Cell, Long> cells =
        reach(
            List.of(
                new Said(0, false, "/a", 1.0),
                new Said(1, true, "/a", null),
                new Said(2, true, "/b", null),
                new Said(3, false, "/a", .55),
                new Said(4, false, "/a", .2),
                new Said(5, true, "/a", null),
                new Said(5, false, "/a", 1.0)));
    assertThat(tenths(cells, "/a")).containsExactly(2L, 2L, 2L, 2L, 2L, 2L, 1L, 1L, 1L, 1L, 1L);
    assertThat(tenths(cells, "/b")).containsExactly(1L);
  }

  private static List<Long> tenths(Map<Cell, Long> cells, String page) {
    Map<Integer, Long> tenths = new TreeMap<>();
    cells.forEach(
        (cell, count) -> {
          if (page.equals(cell.page())) {
            tenths.put(cell.y(), count);
          }
        });
    return List.copyOf(tenths.values());
  }

  @Test
  void reachNeverRisesAndEveryViewReachesTheTop() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Said> said = new ArrayList<>();
      for (int i = random.nextInt(14); i > 0; i--) {
        boolean opens = random.nextBoolean();
        said.add(
            new Said(
                random.nextInt(8),
                opens,
                "/" + random.nextInt(2),
                opens && random.nextBoolean() ? null : random.nextInt(11) / 10.0));
      }
      Map<Cell, Long> cells = reach(said);
      for (String page : List.of("/0", "/1")) {
        List<Long> tenths = tenths(cells, page);
        long views = said.stream().filter(s -> s.opens() && s.page().equals(page)).count();
        assertThat(tenths.isEmpty() ? 0L : tenths.get(0)).as("seed %d", seed).isEqualTo(views);
        assertThat(tenths).as("seed %d", seed).isSortedAccordingTo(Collections.reverseOrder());
      }
      Collections.shuffle(said, random);
      assertThat(reach(said)).as("seed %d", seed).isEqualTo(cells);
    }
  }

  @Test
  void periodsAreThoseOfTheView() {
    Periods days =
        Periods.of(
            Grain.DAY,
            ZoneOffset.UTC,
            DayOfWeek.MONDAY,
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 1, 2));
    EventLog.Builder log = new EventLog.Builder(2);
    log.event(Deed.micros(3), new long[] {1}, "/", null);
    log.event(Deed.micros(4), new long[] {2}, "/", "1.0");
    Map<Cell, Long> cells =
        new ReachKernel(new ReachSpec(VIEW, SCROLL, 0, 1, NONE), days).counts(log.build());
    assertThat(cells).hasSize(11).allSatisfy((cell, n) -> assertThat(cell.period()).isZero());
  }
}
