package io.lakeprint.common.time;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * The days from {@code from} to {@code to}, both included.
 *
 * @param from never after {@code to}
 */
public record DayRange(LocalDate from, LocalDate to) {

  private static final String SEPARATOR = "..";

  public DayRange {
    if (from.isAfter(to)) {
      throw new IllegalArgumentException(
          "a range of days begins before it ends, got " + from + SEPARATOR + to);
    }
  }

  /** One day. */
  public static DayRange of(LocalDate day) {
    return new DayRange(day, day);
  }

  /** The {@code days} days that end with {@code last}. */
  public static DayRange endingAt(LocalDate last, int days) {
    return new DayRange(last.minusDays(days - 1L), last);
  }

  /**
   * Reads {@code 2026-01-01..2026-01-31}, or a single day.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DayRange parse(String text) {
    int separator = text.indexOf(SEPARATOR);
    try {
      return separator < 0
          ? of(LocalDate.parse(text.trim()))
          : new DayRange(
              LocalDate.parse(text.substring(0, separator).trim()),
              LocalDate.parse(text.substring(separator + SEPARATOR.length()).trim()));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "expected days such as 2026-01-01..2026-01-31, got '" + text + "'", e);
    }
  }

  /** Each day in order. */
  public Stream<LocalDate> days() {
    return from.datesUntil(to.plusDays(1));
  }

  /** Number of days, at least one. */
  public long length() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** Whether {@code day} is one of them. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** Whether a date column is one of them. */
  public Column contains(Column date) {
    return date.between(functions.lit(from), functions.lit(to));
  }

  @Override
  public String toString() {
    return from + SEPARATOR + to;
  }
}
