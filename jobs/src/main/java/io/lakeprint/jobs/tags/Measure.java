package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/**
 * One value per person out of the rows of one input.
 *
 * <p>Counts and sums are 0, moments and currencies null for a person without a row in the window. A
 * sum of money is null when its amounts are in more than one currency, because they do not add up.
 * Sums are exact decimals, so that the order of rows cannot change them.
 *
 * @param name the call that asks for it, with its window; the column it is computed into
 * @param input the table
 * @param fold how rows become a value
 * @param column what is summed or maximised, or must be set
 * @param events the events that count
 * @param window the days that count
 */
record Measure(
    String name,
    MeasureInput input,
    Fold fold,
    Optional<ColumnSpec> column,
    EventMatch events,
    Window window) {

  /** How rows become a value. */
  enum Fold {
    COUNT,
    /** Rows whose column is true, above zero or, if neither a flag nor a number, set. */
    COUNT_WITH,
    SUM,
    MAX,
    DAYS,
    FIRST_AT,
    LAST_AT,
    CURRENCY
  }

  DataType type() {
    return switch (fold) {
      case COUNT, COUNT_WITH, DAYS -> Types.LONG;
      case SUM, MAX -> column.orElseThrow().type();
      case FIRST_AT, LAST_AT -> Types.TIMESTAMP;
      case CURRENCY -> Types.STRING;
    };
  }

  /** Whether the value outlives all days but the last one: only the last moment does. */
  boolean isOfLast() {
    return fold == Fold.LAST_AT && window.shift() == Window.Shift.NOW;
  }

  /** Whether a row of the input makes part of the value. */
  Column counts(LocalDate asOf) {
    Column counts = input.counts().and(input.day().col().leq(lit(asOf))).and(matches(asOf));
    return fold == Fold.COUNT_WITH ? counts.and(isSet(column.orElseThrow())) : counts;
  }

  private Column matches(LocalDate asOf) {
    return window.contains(input.day().col(), asOf).and(input.is(events));
  }

  /** Whether a flag is true, above zero or, if neither a flag nor a number, set. */
  static Column isSet(ColumnSpec asked) {
    if (asked.type().equals(Types.BOOLEAN)) {
      return asked.col();
    }
    return asked.type() instanceof NumericType ? asked.col().gt(0) : asked.col().isNotNull();
  }

  /** Whether the currency beside amounts matters. */
  boolean isOfCurrency() {
    boolean isMoney = column.filter(summed -> summed.name().endsWith("amount")).isPresent();
    return fold == Fold.CURRENCY || (fold == Fold.SUM && isMoney && input.currency().isPresent());
  }
}
