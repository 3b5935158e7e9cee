package io.lakeprint.jobs.tracking;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * When a day's volume breaks with the same weekdays before it.
 *
 * <p>Expected is their median m. The spread s is the largest of 1.4826 × their median absolute
 * deviation from m (which is the standard deviation of a normal distribution, and which up to half
 * of the days may be outliers of: Hampel 1974), √m (that of counts of independent events) and 1. A
 * day of x events breaks when |x − m| exceeds {@code spreads} × s and {@code minimumChange} × m,
 * and x or m reaches {@code minimumEvents}. Days before the series began do not count; with fewer
 * than {@value #FEWEST} days nothing is said. A day without events has 0.
 *
 * @param weeks how many weeks before the day count
 * @param minimumEvents events below which a volume says nothing
 * @param minimumChange share of m
 * @param spreads number of spreads
 */
record VolumeRule(int weeks, long minimumEvents, double minimumChange, double spreads) {

  /** Days without which there is no spread. */
  static final int FEWEST = 3;

  private static final double NORMAL = 1.4826;

  /**
   * A day that breaks.
   *
   * @param day the day
   * @param events its events
   * @param expected median of the days before
   * @param compared how many days these are
   */
  record Break(LocalDate day, long events, double expected, int compared) {
    boolean isDrop() {
      return events < expected;
    }
  }

  /**
   * Whether {@code day} breaks.
   *
   * @param series events by day; days without events may be missing
   */
  Optional<Break> of(SortedMap<LocalDate, Long> series, LocalDate day) {
    if (series.isEmpty()) {
      return Optional.empty();
    }
    List<Double> before = new ArrayList<>();
    for (int week = 1; week <= weeks; week++) {
      LocalDate same = day.minusWeeks(week);
      if (!same.isBefore(series.firstKey())) {
        before.add((double) series.getOrDefault(same, 0L));
      }
    }
    if (before.size() < FEWEST) {
      return Optional.empty();
    }
    long events = series.getOrDefault(day, 0L);
    double expected = median(before);
    double deviation = median(before.stream().map(value -> Math.abs(value - expected)).toList());
    double spread = Math.max(1, Math.max(NORMAL * deviation, Math.sqrt(expected)));
    double change = Math.abs(events - expected);
    boolean breaks =
        change > spreads * spread
            && change > minimumChange * expected
            && Math.max((double) events, expected) >= minimumEvents;
    return breaks ? Optional.of(new Break(day, events, expected, before.size())) : Optional.empty();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
