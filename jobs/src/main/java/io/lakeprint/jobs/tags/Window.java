package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.people.CalendarDays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
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
record Window(String text, Span span, int days, Shift shift) implements CalendarDays {

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

  /** Whether a day column, of rows up to the as-of day, lies in it. */
  Column contains(Column day, LocalDate asOf) {
    Column since = first(asOf).map(first -> day.geq(lit(first))).orElse(lit(true));
    return shift == Shift.NOW ? since : since.and(day.leq(lit(last(asOf))));
  }

  @Override
  public Optional<LocalDate> turns(LocalDate day, LocalDate asOf) {
    if (day.isAfter(last(asOf))) {
      return shift == Shift.NOW ? Optional.empty() : Optional.of(shifted(day));
    }
    boolean isIn = first(asOf).map(first -> !day.isBefore(first)).orElse(true);
    return isIn && span != Span.LIFETIME ? Optional.of(left(day, asOf)) : Optional.empty();
  }

  private LocalDate left(LocalDate day, LocalDate asOf) {
    return switch (span) {
      case DAYS -> {
        LocalDate after = day.plusDays(days);
        yield shift == Shift.NOW ? after : shifted(after);
      }
      case WEEK -> asOf.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
      case MONTH -> asOf.withDayOfMonth(1).plusMonths(1);
      case LIFETIME -> throw new IllegalStateException("nothing leaves a lifetime");
    };
  }

  /** The first as-of day whose shifted day is not before {@code day}. */
  private LocalDate shifted(LocalDate day) {
    if (shift == Shift.BEFORE) {
      return day.plusDays(days);
    }
    if (span == Span.WEEK) {
      return day.plusWeeks(WEEKS_A_YEAR);
    }
    LocalDate later = day.plusYears(1);
    return later.minusYears(1).isBefore(day) ? later.plusDays(1) : later;
  }

  @Override
  public int reach(LocalDate asOf) {
    return first(asOf)
        .map(first -> Math.toIntExact(ChronoUnit.DAYS.between(first, asOf)))
        .orElse(-1);
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
