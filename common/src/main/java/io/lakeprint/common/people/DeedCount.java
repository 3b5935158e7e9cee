package io.lakeprint.common.people;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.Behaviour.Counted;
import io.lakeprint.common.definitions.ObservedDays;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * How often, or on how many days, a person did something: one aggregate over rows of its input.
 *
 * <p>Events that carry an order id count once for each order of a day, as in the roll-up of days.
 *
 * @param column name of the column that holds it
 * @param input the table
 * @param names the events; empty = whatever people do
 * @param matches whether a row is about such an event; never null
 * @param subject which rows, whatever their day
 * @param days the days that count
 * @param counted events or days
 */
record DeedCount(
    String column,
    DeedInput input,
    List<String> names,
    Column matches,
    String subject,
    DeedDays days,
    Counted counted) {

  /** A year and some days. */
  private static final int MOST_BITS = 6 * Long.SIZE;

  /**
   * The aggregate over the rows of one person, as the column; 0 where nothing matches.
   *
   * @param isAbout {@link #matches} of the row
   */
  Column aggregate(Column isAbout, LocalDate asOf) {
    ObservedDays observed = days.on(asOf);
    Column counts = isAbout.and(observed.contains(input.day().col()));
    Column value =
        counted == Counted.DAYS
            ? days(observed, counts)
            : switch (input) {
              case ACTIVITY, DIMENSIONS -> sum(when(counts, input.times()));
              case EVENTS -> events(counts);
            };
    return coalesce(value.cast(Types.LONG), lit(0L)).as(column);
  }

  /**
   * One bit for each day where there is a first one not too long ago: sets of days would make Spark
   * sort the rows of people that do not fit a few buffers.
   */
  private Column days(ObservedDays observed, Column counts) {
    Column day = input.day().col();
    long length =
        observed
            .first()
            .map(first -> ChronoUnit.DAYS.between(first, observed.last()) + 1)
            .orElse(0L);
    if (length < 1 || length > MOST_BITS) {
      return size(collect_set(when(counts, day)));
    }
    Column ago = date_diff(lit(observed.last()), day);
    // A shift takes the number of days modulo 64.
    Column bit = call_function("shiftleft", lit(1L), ago);
    return IntStream.range(0, Bits.words((int) length))
        .mapToObj(word -> counts.and(ago.between(word * Long.SIZE, (word + 1) * Long.SIZE - 1)))
        .map(ofWord -> bit_count(coalesce(bit_or(when(ofWord, bit)), lit(0L))))
        .reduce(Column::plus)
        .orElseThrow();
  }

  private static Column events(Column counts) {
    Column order =
        struct(
            EventsTable.EVENT_DATE.col(),
            EventsTable.EVENT_NAME.col(),
            EventsTable.SOURCE.col(),
            EventsTable.ORDER_ID.col());
    return count(when(counts.and(isOfOrder().unary_$bang()), lit(1)))
        .plus(size(collect_set(when(counts.and(isOfOrder()), order))));
  }

  /** What events have in common of which only one counts on a day, as a text; null = none does. */
  static Column order() {
    return when(
        isOfOrder(),
        to_json(
            struct(
                EventsTable.EVENT_NAME.col(),
                EventsTable.SOURCE.col(),
                EventsTable.ORDER_ID.col())));
  }

  private static Column isOfOrder() {
    return coalesce(length(trim(EventsTable.ORDER_ID.col())).gt(0), lit(false));
  }
}
