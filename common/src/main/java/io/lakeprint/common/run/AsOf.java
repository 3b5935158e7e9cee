package io.lakeprint.common.run;

import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.time.BusinessDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Which day's end a run describes. */
public final class AsOf {

  private AsOf() {}

  /**
   * The day given on the command line, else the configured one, else the last business day complete
   * at {@code now}.
   *
   * @throws UsageException when a given day is no date or not over yet
   */
  public static LocalDate resolve(
      Optional<String> given, Optional<LocalDate> configured, BusinessDays days, Instant now) {
    LocalDate complete = days.lastComplete(now);
    LocalDate asOf = given.map(AsOf::parse).or(() -> configured).orElse(complete);
    if (asOf.isAfter(complete)) {
      throw new UsageException(
          "AS_OF_NOT_OVER",
          "--as-of " + asOf + " is not over yet in " + days.zone() + ".",
          "The state at the end of a day needs the whole day; the last complete one is "
              + complete
              + ".",
          "Use " + complete + " or an earlier day, or leave --as-of out.");
    }
    return asOf;
  }

  private static LocalDate parse(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new UsageException(
          "AS_OF_NO_DATE",
          "--as-of " + text + " is no date.",
          "A day is written as year-month-day.",
          "Write it like 2026-03-01.",
          e);
    }
  }
}
