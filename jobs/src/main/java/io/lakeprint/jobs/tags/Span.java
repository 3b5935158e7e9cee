package io.lakeprint.jobs.tags;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Days that count, in days since 1970.
 *
 * @param first the first of them
 * @param last the last of them
 */
record Span(int first, int last) implements Serializable {

  private static final long serialVersionUID = 1L;

  static Span of(Window window, LocalDate asOf) {
    return new Span(
        window.first(asOf).map(day -> Math.toIntExact(day.toEpochDay())).orElse(Integer.MIN_VALUE),
        Math.toIntExact(window.last(asOf).toEpochDay()));
  }

  boolean holds(int day) {
    return first <= day && day <= last;
  }
}
