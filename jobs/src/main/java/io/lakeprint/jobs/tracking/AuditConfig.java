package io.lakeprint.jobs.tracking;

import io.lakeprint.common.time.DayRange;
import java.time.LocalDate;

/**
 * How the collection is held against the plan; section {@code audit}.
 *
 * @param days length of the period, in days up to the as-of day, at least 1
 * @param tolerance share of events or values that may be off without being told, 0 to below 1
 * @param minimumEvents events or values below which shares and volumes say nothing, at least 1
 * @param weeks weeks before a day whose same weekdays it is compared with, at least 3
 * @param minimumChange share of the expected volume by which a day must differ, above 0
 * @param spreads spreads by which it must differ too, above 0
 * @param refuse whether an error ends the run with exit code 4, after the findings are written
 */
public record AuditConfig(
    int days,
    double tolerance,
    long minimumEvents,
    int weeks,
    double minimumChange,
    double spreads,
    boolean refuse) {

  /** Where the section stands in the configuration, and the name of the job. */
  static final String PATH = "audit";

  public AuditConfig {
    require(days >= 1, "days must be at least 1, got " + days);
    require(
        tolerance >= 0 && tolerance < 1,
        "tolerance must be 0 or more and below 1, got " + tolerance);
    require(minimumEvents >= 1, "minimum-events must be at least 1, got " + minimumEvents);
    require(weeks >= VolumeRule.FEWEST, "weeks must be at least 3, got " + weeks);
    require(minimumChange > 0, "minimum-change must be above 0, got " + minimumChange);
    require(spreads > 0, "spreads must be above 0, got " + spreads);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The audited days. */
  DayRange period(LocalDate asOf) {
    return new DayRange(asOf.minusDays(days - 1L), asOf);
  }

  VolumeRule volumes() {
    return new VolumeRule(weeks, minimumEvents, minimumChange, spreads);
  }
}
