package io.lakeprint.jobs.tracking;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing that an audit found; a row of {@code events.tracking_findings}.
 *
 * @param problem what is wrong
 * @param isError whether it is against the plan
 * @param place which event, from where
 * @param property of which property; empty = of the event itself
 * @param day the day that broke; empty = the whole period
 * @param events events of the period that it is about
 * @param observed number or share found
 * @param expected number expected, of volumes
 * @param owner who answers for the event
 * @param message the finding in words
 */
record Finding(
    Problem problem,
    boolean isError,
    Place place,
    String property,
    Optional<LocalDate> day,
    long events,
    double observed,
    OptionalDouble expected,
    Optional<String> owner,
    String message) {

  /** Errors first, then by what is wrong and where. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::isError)
          .reversed()
          .thenComparing(Finding::problem)
          .thenComparing(Finding::place)
          .thenComparing(Finding::property)
          .thenComparing(finding -> finding.day().orElse(LocalDate.MAX));
}
