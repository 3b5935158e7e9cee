package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The days that a report is about, up to the as-of day, and how they are cut into periods.
 *
 * @param days how many, the as-of day included; 90 where {@code from} is not given either
 * @param from the first one
 * @param periods lengths of period, each a series of its own
 * @param zone the zone of days; absent = the business zone
 * @param weekStart the first day of a week
 */
record Range(
    Optional<Integer> days,
    Optional<LocalDate> from,
    @Default("[]") List<Grain> periods,
    Optional<ZoneId> zone,
    @Default("monday") DayOfWeek weekStart) {

  private static final int USUAL_DAYS = 90;

  Range {
    if (days.isPresent() && from.isPresent()) {
      throw new IllegalArgumentException("has days or from, not both");
    }
    if (days.isPresent() && days.get() < 1) {
      throw new IllegalArgumentException("days is " + days.get() + ": the report holds no day");
    }
    if (new HashSet<>(periods).size() < periods.size()) {
      throw new IllegalArgumentException("names a period twice");
    }
  }

  LocalDate first(LocalDate asOf) {
    return from.orElseGet(() -> asOf.minusDays(days.orElse(USUAL_DAYS) - 1L));
  }

  List<Grain> periodsOr(Grain usual) {
    return periods.isEmpty() ? List.of(usual) : periods;
  }
}
