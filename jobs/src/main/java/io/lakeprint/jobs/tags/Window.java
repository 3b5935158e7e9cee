package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.Types;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * Business days that count for a value. A window ends with the as-of day, which belongs to it:
 * {@code 7d} is that day and the six before it, {@code this-week} begins on its Monday, {@code
 * this-month} on the first of its month. With {@code -before} it is the window of as many days that
 * ends where that one begins; with {@code -a-year-ago} it is what the window was a year ago, a week
 * 52 weeks ago, so that its days are the same days of a week.
 *
 * @param text as written: {@code 30d}, {@code 30d-before}, {@code this-month-a-year-ago}
 * @param span where it begins
 * @param days length in days, 0 unless it has one
 * @param shift where it ends
 */
record Window(String text, Span span, int days, Shift shift) {

  /** Where a window begins. */
  enum Span {
    DAYS,
    WEEK,
    MONTH,
    LIFETIME
  }

  /** Where a window ends. */
  enum Shift {
    NOW,
    BEFORE,
    YEAR_AGO
  }

  static final Window LIFETIME = new Window("lifetime", Span.LIFETIME, 0, Shift.NOW);

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(?<days>[0-9]{1,5})d|(?<span>this-week|this-month|lifetime))"
              + "(?<shift>-before|-a-year-ago)?");

  /** Longest window in days: a century. */
  private static final int LONGEST = 36_525;

  private static final int WEEKS_A_YEAR = 52;
  private static final int MONTHS_A_YEAR = 12;

  /**
   * Reads a window.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Window parse(String text) {
    Matcher window = TEXT.matcher(text);
    if (!window.matches()) {
      throw new IllegalArgumentException(
          "window '"
              + text
              + "' is none of 30d (any number of days), this-week, this-month, lifetime, 30d-before,"
              + " and 30d, this-week or this-month with -a-year-ago");
    }
    Shift shift = shift(window.group("shift"));
    if (window.group("days") == null) {
      return calendar(text, window.group("span"), shift);
    }
    int length = Integer.parseInt(window.group("days"));
    if (length == 0) {
      throw new IllegalArgumentException("window '" + text + "' is empty: it holds no day");
    }
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "window '" + text + "' is longer than " + LONGEST + "d: write lifetime");
    }
    return new Window(length + "d" + written(shift), Span.DAYS, length, shift);
  }

  private static Window calendar(String text, String name, Shift shift) {
    Span span =
        switch (name) {
          case "this-week" -> Span.WEEK;
          case "this-month" -> Span.MONTH;
          default -> Span.LIFETIME;
        };
    if (span == Span.LIFETIME && shift != Shift.NOW) {
      throw new IllegalArgumentException(
          "window '" + text + "' is empty: nothing was before a lifetime");
    }
    if (shift == Shift.BEFORE) {
      throw new IllegalArgumentException(
          "window '" + text + "': only a number of days has a -before, such as 7d-before");
    }
    return new Window(text, span, 0, shift);
  }

  /** Its last day. */
  LocalDate last(LocalDate asOf) {
    return switch (shift) {
      case NOW -> asOf;
      case BEFORE -> asOf.minusDays(days);
      case YEAR_AGO -> span == Span.WEEK ? asOf.minusWeeks(WEEKS_A_YEAR) : asOf.minusYears(1);
    };
  }

  /** Its first day; empty when it reaches back for ever. */
  Optional<LocalDate> first(LocalDate asOf) {
    LocalDate last = last(asOf);
    return switch (span) {
      case DAYS -> Optional.of(last.minusDays(days - 1L));
      case WEEK -> Optional.of(last.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      case MONTH -> Optional.of(last.withDayOfMonth(1));
      case LIFETIME -> Optional.empty();
    };
  }

  /** Whether a day column lies in it. */
  Column contains(Column day, LocalDate asOf) {
    Column until = day.leq(lit(last(asOf)));
    return first(asOf).map(first -> until.and(day.geq(lit(first)))).orElse(until);
  }

  /**
   * A later as-of day, not after the first one on which the calendar alone brings a row in or takes
   * one out, as an aggregate over rows; null = never.
   *
   * @param about whether a row counts if its day does
   * @param day the day of a row
   * @param leaver which of the days in the window is the one that matters when it leaves
   */
  Column nextChange(Column about, Column day, LocalDate asOf, UnaryOperator<Column> leaver) {
    Column left = left(leaver.apply(when(about.and(contains(day, asOf)), day)), asOf);
    return shift == Shift.NOW
        ? left
        : least(left, entered(min(when(about.and(awaits(day, asOf)), day)), asOf));
  }

  /** Whether a day up to the as-of day is still to come into it. */
  private Column awaits(Column day, LocalDate asOf) {
    return day.gt(lit(last(asOf))).and(day.leq(lit(asOf)));
  }

  /** A later as-of day, not after the one on which a day of it has left it; null = never. */
  private Column left(Column day, LocalDate asOf) {
    return switch (span) {
      case DAYS ->
          switch (shift) {
            case NOW -> date_add(day, days);
            case BEFORE -> date_add(day, 2 * days);
            case YEAR_AGO -> yearAfter(date_add(day, days), asOf);
          };
      case WEEK -> when(day.isNotNull(), lit(asOf.with(TemporalAdjusters.next(DayOfWeek.MONDAY))));
      case MONTH -> when(day.isNotNull(), lit(asOf.withDayOfMonth(1).plusMonths(1)));
      case LIFETIME -> lit(null).cast(Types.DATE);
    };
  }

  /** A later as-of day, not after the one on which a day that it awaits comes in; null = never. */
  private Column entered(Column day, LocalDate asOf) {
    return switch (shift) {
      case NOW -> lit(null).cast(Types.DATE);
      case BEFORE -> date_add(day, days);
      case YEAR_AGO -> span == Span.WEEK ? date_add(day, 7 * WEEKS_A_YEAR) : yearAfter(day, asOf);
    };
  }

  /** Of 29 February it is the 28th, a day early: then the day after the as-of day is early too. */
  private static Column yearAfter(Column day, LocalDate asOf) {
    return when(
        day.isNotNull(), greatest(add_months(day, lit(MONTHS_A_YEAR)), lit(asOf.plusDays(1))));
  }

  private static Shift shift(@Nullable String text) {
    for (Shift shift : Shift.values()) {
      if (text != null && text.equals(written(shift))) {
        return shift;
      }
    }
    return Shift.NOW;
  }

  private static String written(Shift shift) {
    return switch (shift) {
      case NOW -> "";
      case BEFORE -> "-before";
      case YEAR_AGO -> "-a-year-ago";
    };
  }
}
