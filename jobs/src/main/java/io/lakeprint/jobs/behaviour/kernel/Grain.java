package io.lakeprint.jobs.behaviour.kernel;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How long the periods of a report are. */
public enum Grain {
  DAY,
  WEEK,
  MONTH,
  /** One period from the first day of the report to the last. */
  TOTAL;

  /** First day of the period that holds {@code day}; a total has none of its own. */
  public LocalDate first(LocalDate day, DayOfWeek weekStart) {
    return switch (this) {
      case DAY, TOTAL -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(weekStart));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  /** First day of the period after the one that begins with {@code first}. */
  public LocalDate next(LocalDate first) {
    return switch (this) {
      case DAY -> first.plusDays(1);
      case WEEK -> first.plusWeeks(1);
      case MONTH -> first.plusMonths(1);
      case TOTAL -> throw new IllegalStateException("a total has no next period");
    };
  }
}
