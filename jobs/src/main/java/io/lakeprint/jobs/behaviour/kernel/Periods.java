package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Consecutive periods of a zone, numbered from 0. A day lasts 23, 24 or 25 hours, from its first
 * instant to that of the next one; weeks and months are made of days.
 */
public final class Periods implements Serializable {

  /** What {@link #of(long)} answers for a moment before the first period or after the last. */
  public static final int OUTSIDE = -1;

  private static final long serialVersionUID = 1L;

  private final Grain grain;
  private final LocalDate[] days;
  private final long[] bounds;

  private Periods(Grain grain, List<LocalDate> days, ZoneId zone) {
    this.grain = grain;
    this.days = days.toArray(LocalDate[]::new);
    this.bounds =
        days.stream().mapToLong(day -> micros(day.atStartOfDay(zone).toInstant())).toArray();
  }

  /**
   * The periods of the days {@code from} to {@code to}, both included; the first one begins with
   * the week or month of {@code from}, the last one is whole though it may reach beyond {@code to}.
   */
  public static Periods of(
      Grain grain, ZoneId zone, DayOfWeek weekStart, LocalDate from, LocalDate to) {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException("periods from " + from + " to " + to);
    }
    List<LocalDate> days = new ArrayList<>();
    if (grain == Grain.TOTAL) {
      days.add(from);
      days.add(to.plusDays(1));
      return new Periods(grain, days, zone);
    }
    LocalDate day = grain.first(from, weekStart);
    while (!day.isAfter(to)) {
      days.add(day);
      day = grain.next(day);
    }
    days.add(day);
    return new Periods(grain, days, zone);
  }

  public Grain grain() {
    return grain;
  }

  /** How many there are. */
  public int count() {
    return bounds.length - 1;
  }

  /** First day of a period. */
  public LocalDate day(int period) {
    return days[period];
  }

  /** First moment of a period; for {@link #count()} the moment after the last one. */
  public long start(int period) {
    return bounds[period];
  }

  /** First moment after a period. */
  public long end(int period) {
    return bounds[period + 1];
  }

  /** The period that holds a moment, or {@link #OUTSIDE}. */
  public int of(long time) {
    if (time >= bounds[bounds.length - 1] || time < bounds[0]) {
      return OUTSIDE;
    }
    int found = Arrays.binarySearch(bounds, time);
    return found >= 0 ? found : -found - 2;
  }

  /** An instant in microseconds since 1970 UTC. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
