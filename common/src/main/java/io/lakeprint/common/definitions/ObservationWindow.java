package io.lakeprint.common.definitions;

import io.lakeprint.common.time.DayRange;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The business days that a condition on behaviour looks at. All but days between two dates end with
 * the as-of day, which belongs to them: {@code 7d} is that day and the six before it.
 *
 * @param text as written: {@code 30d}, {@code this-week}, {@code this-month}, {@code lifetime},
 *     {@code 2026-01-01..2026-01-31}
 */
public record ObservationWindow(String text) {

  private static final String LIFETIME = "lifetime";
  private static final String THIS_MONTH = "this-month";
  private static final String THIS_WEEK = "this-week";
  private static final String BETWEEN = "..";
  private static final Pattern DAYS = Pattern.compile("([0-9]{1,5})d");

  /** Longest window in days: a century. */
  private static final int LONGEST = 36_525;

  /**
   * @throws IllegalArgumentException when the text is no window, or holds no day
   */
  public ObservationWindow {
    if (text.contains(BETWEEN)) {
      DayRange.parse(text);
    } else if (!text.equals(LIFETIME) && !text.equals(THIS_MONTH) && !text.equals(THIS_WEEK)) {
      days("window", text);
    }
  }

  /**
   * A number of days such as {@code 14d}.
   *
   * @param key what it is the value of
   * @throws IllegalArgumentException when it is none, or zero
   */
  static int days(String key, String text) {
    Matcher days = DAYS.matcher(text);
    if (!days.matches()) {
      String others = key.equals("window") ? ", this-week, this-month, lifetime, FROM..TO" : "";
      throw new IllegalArgumentException(
          key + " '" + text + "' is none of 30d (any number of days)" + others);
    }
    int length = Integer.parseInt(days.group(1));
    if (length == 0) {
      throw new IllegalArgumentException(key + " '" + text + "' is empty: it holds no day");
    }
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          key + " '" + text + "' is longer than " + LONGEST + "d: write lifetime");
    }
    return length;
  }

  /** Its days as seen at the end of {@code asOf}: none of them is later. */
  public ObservedDays on(LocalDate asOf) {
    if (text.contains(BETWEEN)) {
      DayRange range = DayRange.parse(text);
      return new ObservedDays(
          Optional.of(range.from()), range.to().isAfter(asOf) ? asOf : range.to());
    }
    return switch (text) {
      case LIFETIME -> new ObservedDays(Optional.empty(), asOf);
      case THIS_WEEK ->
          new ObservedDays(
              Optional.of(asOf.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))), asOf);
      case THIS_MONTH -> new ObservedDays(Optional.of(asOf.withDayOfMonth(1)), asOf);
      default -> ObservedDays.ending(asOf, days("window", text));
    };
  }

  /** Its length in days where it is a number of days. */
  Optional<Integer> length() {
    return DAYS.matcher(text).matches() ? Optional.of(days("window", text)) : Optional.empty();
  }
}
