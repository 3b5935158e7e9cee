package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/**
 * What a person did by the values of a dimension.
 *
 * @param name the call that asks for it, with its window; the column it is computed into
 * @param fold what is asked about the values
 * @param dimension dimension of {@code behaviour.daily_dimensions}
 * @param events the events that count
 * @param window the days that count
 * @param count how many values at most, of {@link Fold#TOP}
 * @param value the value that is asked for, of {@link Fold#COUNT_IN}
 */
record Facet(
    String name,
    Fold fold,
    String dimension,
    EventMatch events,
    Window window,
    int count,
    Optional<String> value) {

  /** What is asked about the values of a dimension. */
  enum Fold {
    /** The values that the person did most with. */
    TOP,
    /** How often with the value that the person did most with. */
    TOP_COUNT,
    /** How often with any value. */
    TOTAL,
    /** With how many values. */
    VALUES,
    /** How often with one value. */
    COUNT_IN
  }

  DataType type() {
    return fold == Fold.TOP ? ValueType.LIST.dataType() : Types.LONG;
  }

  /** Whether a row is about its dimension and events. */
  Column isAbout() {
    return DailyDimensionsTable.DIMENSION
        .col()
        .equalTo(dimension)
        .and(events.matches(DailyDimensionsTable.EVENT_NAME));
  }

  /** Whether a row, not after the as-of day, counts for its value. */
  Column matches(LocalDate asOf) {
    return isAbout().and(window.contains(DailyDimensionsTable.EVENT_DATE.col(), asOf));
  }

  /** Whether a row is of the value that is asked for, if one is. */
  Column isOfValue() {
    return value
        .map(asked -> DailyDimensionsTable.DIMENSION_VALUE.col().equalTo(asked))
        .orElse(lit(true));
  }

  /** What counts for a value: facets that agree in it are computed from the same sums. */
  String weight() {
    return subject() + " in " + window.text();
  }

  /** Which rows it is about, whatever their day. */
  String subject() {
    return dimension + " of " + events.name().orElse(TagFunctions.ANY_EVENT);
  }
}
