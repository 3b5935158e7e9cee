package io.lakeprint.common.definitions;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Business days that are looked at; none at all where the first is after the last.
 *
 * @param first the first of them; empty = from the beginning
 * @param last the last of them
 */
public record ObservedDays(Optional<LocalDate> first, LocalDate last) {

  /** The {@code length} days that end with {@code last}. */
  public static ObservedDays ending(LocalDate last, int length) {
    return new ObservedDays(Optional.of(last.minusDays(length - 1L)), last);
  }

  /** The same without its last {@code days}. */
  public ObservedDays before(int days) {
    return new ObservedDays(first, last.minusDays(days));
  }

  /** Whether a day column is one of them. */
  public Column contains(Column day) {
    Column until = day.leq(functions.lit(last));
    return first.map(from -> until.and(day.geq(functions.lit(from)))).orElse(until);
  }

  /** Whether a day is one of them. */
  public boolean holds(LocalDate day) {
    return !day.isAfter(last) && first.map(from -> !day.isBefore(from)).orElse(true);
  }

  /** From the first to the last day of both. */
  public ObservedDays and(ObservedDays other) {
    Optional<LocalDate> earlier =
        first.isPresent() && other.first.isPresent()
            ? Optional.of(first.get().isBefore(other.first.get()) ? first.get() : other.first.get())
            : Optional.empty();
    return new ObservedDays(earlier, last.isAfter(other.last) ? last : other.last);
  }
}
