package io.lakeprint.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VolumeRuleTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final VolumeRule RULE = new VolumeRule(8, 50, 0.3, 4);

  @Test
  void ordinaryDaysDoNotBreakAndHalfADayDoes() {
    Random random = new Random(7);
    int broken = 0;
    for (int trial = 0; trial < 200; trial++) {
      SortedMap<LocalDate, Long> series = weeks(8, 1000, random);
      series.put(DAY, noisy(1000, random));
      broken += RULE.of(series, DAY).isPresent() ? 1 : 0;
      series.put(DAY, noisy(500, random));
      assertThat(RULE.of(series, DAY)).map(VolumeRule.Break::isDrop).contains(true);
      series.put(DAY, noisy(2000, random));
      assertThat(RULE.of(series, DAY)).map(VolumeRule.Break::isDrop).contains(false);
    }
    assertThat(broken).isZero();
  }

  @Test
  void aDayWithoutEventsHasNone() {
    SortedMap<LocalDate, Long> series = weeks(8, 1000, new Random(1));
    assertThat(RULE.of(series, DAY)).map(VolumeRule.Break::events).contains(0L);
  }

  @Test
  void outliersAmongTheDaysBeforeDoNotHideABreak() {
    SortedMap<LocalDate, Long> series = weeks(8, 1000, new Random(1));
    series.put(DAY.minusWeeks(2), 0L);
    series.put(DAY.minusWeeks(5), 90_000L); // a campaign
    series.put(DAY, 300L);
    Optional<VolumeRule.Break> found = RULE.of(series, DAY);
    assertThat(found).map(VolumeRule.Break::compared).contains(8);
    assertThat(found.orElseThrow().expected()).isBetween(900.0, 1100.0);
  }

  @Test
  void daysBeforeTheFirstEventAreNoDaysWithoutEvents() {
    SortedMap<LocalDate, Long> young = weeks(2, 1000, new Random(1));
    young.put(DAY, 1L);
    assertThat(RULE.of(young, DAY)).as("two days are too few").isEmpty();
    SortedMap<LocalDate, Long> older = weeks(3, 1000, new Random(1));
    older.put(DAY, 1000L);
    assertThat(RULE.of(older, DAY)).as("compared with three, not with eight").isEmpty();
    older.put(DAY, 1L);
    assertThat(RULE.of(older, DAY)).map(VolumeRule.Break::compared).contains(3);
    assertThat(RULE.of(new TreeMap<>(), DAY)).isEmpty();
  }

  @Test
  void fewEventsSayNothing() {
    SortedMap<LocalDate, Long> series = weeks(8, 9, new Random(1));
    series.put(DAY, 40L);
    assertThat(RULE.of(series, DAY)).isEmpty();
  }

  /** Only the same weekdays, so that whatever else looked at would show. */
  private static SortedMap<LocalDate, Long> weeks(int weeks, long mean, Random random) {
    SortedMap<LocalDate, Long> series = new TreeMap<>();
    for (int week = 1; week <= weeks; week++) {
      series.put(DAY.minusWeeks(week), noisy(mean, random));
    }
    return series;
  }

  private static long noisy(long mean, Random random) {
    return Math.round(mean * (1 + 0.04 * Math.max(-2, Math.min(2, random.nextGaussian()))));
  }
}
