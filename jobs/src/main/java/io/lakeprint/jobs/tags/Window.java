package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * Business days that count for a value. Every window ends with the as-of day, which belongs to it:
 * {@code 7d} is that day and the six before it.
 *
 * @param text as written: {@code 30d}, {@code this-month}, {@code lifetime}
 * @param days length of a window in days, 0 for the others
 */
record Window(String text, int days) {

  static final Window LIFETIME = new Window("lifetime", 0);
  static final Window THIS_MONTH = new Window("this-month", 0);

  private static final Pattern DAYS = Pattern.compile("([0-9]{1,5})d");

  /** Longest window in days: a century. */
  private static final int LONGEST = 36_525;

  /**
   * Reads a window.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Window parse(String text) {
    if (text.equals(LIFETIME.text())) {
      return LIFETIME;
    }
    if (text.equals(THIS_MONTH.text())) {
      return THIS_MONTH;
    }
    Matcher days = DAYS.matcher(text);
    if (!days.matches()) {
      throw new IllegalArgumentException(
          "window '" + text + "' is none of 30d (any number of days), this-month, lifetime");
    }
    int length = Integer.parseInt(days.group(1));
    if (length == 0) {
      throw new IllegalArgumentException("window '" + text + "' is empty: it holds no day");
    }
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "window '" + text + "' is longer than " + LONGEST + "d: write lifetime");
    }
    return new Window(length + "d", length);
  }

  /** Its first day; empty when it reaches back for ever. */
  Optional<LocalDate> first(LocalDate asOf) {
    if (equals(LIFETIME)) {
      return Optional.empty();
    }
    return Optional.of(equals(THIS_MONTH) ? asOf.withDayOfMonth(1) : asOf.minusDays(days - 1L));
  }

  /** Whether a day column lies in it. */
  Column contains(Column day, LocalDate asOf) {
    Column until = day.leq(lit(asOf));
    return first(asOf).map(first -> until.and(day.geq(lit(first)))).orElse(until);
  }

  /** The as-of day on which a day of it has left it; null = never. */
  Column left(Column day, LocalDate asOf) {
    if (equals(LIFETIME)) {
      return lit(null).cast(Types.DATE);
    }
    return equals(THIS_MONTH)
        ? when(day.isNotNull(), lit(asOf.withDayOfMonth(1).plusMonths(1)))
        : date_add(day, days);
  }
}
