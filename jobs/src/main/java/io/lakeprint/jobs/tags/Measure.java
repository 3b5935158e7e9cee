package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * One value per person that the one aggregation over its input yields.
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

  /** Days that one long can hold, one bit each. */
  private static final int WORD = 64;

  /** Engaged time comes as fractions of seconds; a sum of doubles would depend on their order. */
  private static final DataType EXACT_SECONDS = DataTypes.createDecimalType(18, 3);

  DataType type() {
    return switch (fold) {
      case COUNT, COUNT_WITH, DAYS -> Types.LONG;
      case SUM, MAX -> column.orElseThrow().type();
      case FIRST_AT, LAST_AT -> Types.TIMESTAMP;
      case CURRENCY -> Types.STRING;
    };
  }

  /** The value for a person whom the input does not know. */
  Column absent() {
    return switch (fold) {
      case COUNT, COUNT_WITH, DAYS, SUM -> lit(0).cast(type());
      case MAX, FIRST_AT, LAST_AT, CURRENCY -> lit(null).cast(type());
    };
  }

  /** The aggregate over the input's rows of one person, as column {@link #name}. */
  Column aggregate(LocalDate asOf) {
    Column value =
        switch (fold) {
          case COUNT -> coalesce(sum(when(matches(asOf), input.count())), lit(0L));
          case COUNT_WITH ->
              coalesce(sum(when(matches(asOf).and(isSet()), input.count())), lit(0L));
          case SUM -> total(asOf);
          case MAX -> max(when(matches(asOf), column.orElseThrow().col()));
          case DAYS -> days(asOf);
          case FIRST_AT -> min(when(matches(asOf), input.firstAt().col()));
          case LAST_AT -> max(when(matches(asOf), input.lastAt().col()));
          case CURRENCY -> currency(asOf);
        };
    return value.cast(type()).as(name);
  }

  /** Whether the value outlives all days but the last one: only the last moment does. */
  boolean isOfLast() {
    return fold == Fold.LAST_AT && window.shift() == Window.Shift.NOW;
  }

  /** Whether a row of the input makes part of the value. */
  Column counts(LocalDate asOf) {
    Column counts = input.counts().and(input.day().col().leq(lit(asOf))).and(matches(asOf));
    return fold == Fold.COUNT_WITH ? counts.and(isSet()) : counts;
  }

  private Column matches(LocalDate asOf) {
    return window.contains(input.day().col(), asOf).and(input.is(events));
  }

  private Column isSet() {
    ColumnSpec asked = column.orElseThrow();
    if (asked.type().equals(Types.BOOLEAN)) {
      return asked.col();
    }
    return asked.type() instanceof NumericType ? asked.col().gt(0) : asked.col().isNotNull();
  }

  private Column total(LocalDate asOf) {
    ColumnSpec summed = column.orElseThrow();
    Column addend =
        summed.type().equals(Types.DOUBLE) ? summed.col().cast(EXACT_SECONDS) : summed.col();
    Column total = coalesce(sum(when(matches(asOf), addend)), lit(0));
    return isMoney(summed) && input.currency().isPresent() ? when(oneCurrency(asOf), total) : total;
  }

  private Column currency(LocalDate asOf) {
    return when(oneCurrency(asOf), max(currencyOfAmount(asOf)));
  }

  private Column oneCurrency(LocalDate asOf) {
    Column currency = currencyOfAmount(asOf);
    return min(currency).eqNullSafe(max(currency));
  }

  private Column currencyOfAmount(LocalDate asOf) {
    return when(matches(asOf), input.currency().orElseThrow().col());
  }

  private static boolean isMoney(ColumnSpec column) {
    return column.name().endsWith("amount");
  }

  /** Distinct days: bits of as many longs as the window needs, a set when it has no length. */
  private Column days(LocalDate asOf) {
    Column day = input.day().col();
    if (window.days() == 0) {
      return size(collect_set(when(matches(asOf), day)));
    }
    Column age = date_diff(lit(window.last(asOf)), day);
    return IntStream.rangeClosed(0, (window.days() - 1) / WORD)
        .mapToObj(
            word -> {
              Column inWord =
                  matches(asOf).and(age.geq(word * WORD)).and(age.lt((word + 1) * WORD));
              Column bit = call_function("shiftleft", lit(1L), age.minus(word * WORD));
              return coalesce(bit_count(bit_or(when(inWord, bit))), lit(0));
            })
        .reduce(Column::plus)
        .orElseThrow()
        .cast(Types.LONG);
  }
}
