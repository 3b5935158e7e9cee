package io.lakeprint.jobs.activate;

import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of a day in which nobody is to be disturbed.
 *
 * @param from their beginning
 * @param to their end, exclusive; where it is before the beginning, on the next day
 */
record QuietHours(LocalTime from, LocalTime to) {

  private static final Pattern TEXT =
      Pattern.compile("((?:[01][0-9]|2[0-3]):[0-5][0-9])-((?:[01][0-9]|2[0-3]):[0-5][0-9])");

  /**
   * The hours of a text such as 21:30-08:00.
   *
   * @throws IllegalArgumentException for another text
   */
  static QuietHours of(String text) {
    Matcher hours = TEXT.matcher(text);
    if (!hours.matches() || hours.group(1).equals(hours.group(2))) {
      throw new IllegalArgumentException(
          "quiet-hours must be two times of day such as 21:30-08:00, got '" + text + "'");
    }
    return new QuietHours(LocalTime.parse(hours.group(1)), LocalTime.parse(hours.group(2)));
  }

  boolean has(LocalTime time) {
    boolean begun = !time.isBefore(from);
    boolean over = !time.isBefore(to);
    return from.isBefore(to) ? begun && !over : begun || !over;
  }
}
