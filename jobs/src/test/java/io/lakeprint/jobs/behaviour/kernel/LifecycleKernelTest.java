package io.lakeprint.jobs.behaviour.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.jobs.behaviour.kernel.LifecycleKernel.Status;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LifecycleKernelTest {

  private static final int ACTIVE = 0;

  private static Periods periods(Grain grain, int from, int to) {
    return Periods.of(
        grain,
        ZoneOffset.UTC,
        DayOfWeek.MONDAY,
        Deed.FIRST_DAY.plusDays(from),
        Deed.FIRST_DAY.plusDays(to));
  }

  private static Set<Integer> activeDays(List<Deed> deeds) {
    return deeds.stream()
        .filter(d -> d.is(ACTIVE))
        .map(d -> d.time() / 4)
        .collect(Collectors.toSet());
  }

  @Test
  void statusIsWhatTheActiveDaysSay() {
    Random random = new Random(3);
    // Days 1 to 9 are known as periods, of which the first is only looked at.
    LifecycleKernel kernel = new LifecycleKernel(ACTIVE, periods(Grain.DAY, 1, 9));
    for (int i = 0; i < 2_000; i++) {
      List<Deed> deeds = Deed.random(random, 8, 40, 2);
      Set<Integer> active = activeDays(deeds);
      List<LifecycleKernel.Outcome> expected = new ArrayList<>();
      for (int day = 2; day <= 9; day++) {
        int today = day;
        boolean before = active.contains(day - 1);
        boolean ever = active.stream().anyMatch(d -> d < today);
        if (active.contains(day)) {
          expected.add(
              new LifecycleKernel.Outcome(
                  day - 1, before ? Status.RETURNING : ever ? Status.RESURRECTING : Status.NEW));
        } else if (before) {
          expected.add(new LifecycleKernel.Outcome(day - 1, Status.DORMANT));
        }
      }
      List<LifecycleKernel.Outcome> actual = kernel.outcomes(Deed.log(deeds, List.of()));
      assertThat(actual).as("%s", deeds).isEqualTo(expected);
      assertThat(actual.stream().filter(o -> o.status() != Status.DORMANT).count())
          .as("new + returning + resurrecting = active")
          .isEqualTo(IntStream.rangeClosed(2, 9).filter(active::contains).count());
    }
  }

  @Test
  void stickinessCountsTheActiveDaysOfEachPeriod() {
    Random random = new Random(4);
    Periods days = periods(Grain.DAY, 0, 13);
    StickinessKernel weeks = new StickinessKernel(ACTIVE, periods(Grain.WEEK, 4, 13), days);
    for (int i = 0; i < 2_000; i++) {
      List<Deed> deeds = Deed.random(random, 10, 56, 2);
      Set<Integer> active = activeDays(deeds);
      // 2026-01-05, day 4, is a Monday.
      List<StickinessKernel.Outcome> expected =
          IntStream.range(0, 2)
              .mapToObj(
                  w ->
                      new StickinessKernel.Outcome(
                          w,
                          (int)
                              IntStream.range(4 + 7 * w, 11 + 7 * w)
                                  .filter(active::contains)
                                  .count()))
              .filter(outcome -> outcome.intervals() > 0)
              .toList();
      assertThat(weeks.outcomes(Deed.log(deeds, List.of()))).as("%s", deeds).isEqualTo(expected);
    }
  }
}
