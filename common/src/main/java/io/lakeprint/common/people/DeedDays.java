package io.lakeprint.common.people;

import io.lakeprint.common.definitions.ObservationWindow;
import io.lakeprint.common.definitions.ObservedDays;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The days that one count of a behaviour looks at: its window, or some of it, or the days of a
 * pause. Their first and their last day never go back when the as-of day goes on.
 *
 * @param window the days, at the end of the as-of day
 * @param ago how many days before the as-of day the window is taken
 * @param without how many of its last days are left out
 */
record DeedDays(ObservationWindow window, int ago, int without) implements CalendarDays {

  /** No week or month is longer. */
  private static final int MONTH = 31;

  static DeedDays of(String window) {
    return new DeedDays(new ObservationWindow(window), 0, 0);
  }

  /** The {@code length} days that end {@code ago} days before the as-of day. */
  static DeedDays ending(int ago, int length) {
    return new DeedDays(new ObservationWindow(length + "d"), ago, 0);
  }

  /** The same without its last {@code days}. */
  DeedDays before(int days) {
    return new DeedDays(window, ago, without + days);
  }

  ObservedDays on(LocalDate asOf) {
    return window.on(asOf.minusDays(ago)).before(without);
  }

  @Override
  public Optional<LocalDate> turns(LocalDate day, LocalDate asOf) {
    ObservedDays now = on(asOf);
    if (day.isAfter(now.last())) {
      LocalDate comes = asOf.plusDays(ChronoUnit.DAYS.between(now.last(), day));
      return Optional.of(comes).filter(later -> on(later).holds(day));
    }
    return now.holds(day) ? leaves(day, asOf) : Optional.empty();
  }

  @Override
  public int reach(LocalDate asOf) {
    ObservedDays now = on(asOf);
    return Math.toIntExact(
        now.first()
            .map(first -> ChronoUnit.DAYS.between(first, asOf))
            .orElseGet(() -> ChronoUnit.DAYS.between(now.last(), asOf) - 1));
  }

  /** The first later day without it, halving the days in between. */
  private Optional<LocalDate> leaves(LocalDate day, LocalDate asOf) {
    LocalDate in = asOf;
    long length = on(asOf).first().map(first -> ChronoUnit.DAYS.between(first, day)).orElse(0L);
    LocalDate out = asOf.plusDays(Math.max(MONTH, length + 1));
    if (on(out).holds(day)) {
      return Optional.empty();
    }
    while (in.plusDays(1).isBefore(out)) {
      LocalDate middle = in.plusDays(ChronoUnit.DAYS.between(in, out) / 2);
      if (on(middle).holds(day)) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return Optional.of(out);
  }
}
