package io.lakeprint.common.people;

import java.time.LocalDate;
import java.util.Optional;

/** Business days that count at the end of an as-of day, and other ones at the end of the next. */
public interface CalendarDays {

  /**
   * The first later as-of day on which the calendar alone has brought {@code day}, which is not
   * after the as-of day, into them, or taken it out; empty when that never happens.
   */
  Optional<LocalDate> turns(LocalDate day, LocalDate asOf);

  /** How many days before the as-of day the oldest day lies that can still turn; -1 = none can. */
  int reach(LocalDate asOf);
}
