package io.lakeprint.common.activity;

import static io.lakeprint.common.tables.DailyDimensionsTable.AMOUNT;
import static io.lakeprint.common.tables.DailyDimensionsTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.DailyDimensionsTable.CURRENCY;
import static io.lakeprint.common.tables.DailyDimensionsTable.DIMENSION;
import static io.lakeprint.common.tables.DailyDimensionsTable.DIMENSION_VALUE;
import static io.lakeprint.common.tables.DailyDimensionsTable.EVENT_COUNT;
import static io.lakeprint.common.tables.DailyDimensionsTable.EVENT_DATE;
import static io.lakeprint.common.tables.DailyDimensionsTable.EVENT_NAME;
import static io.lakeprint.common.tables.DailyDimensionsTable.ONE_ID;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.Apart;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventLines;
import io.lakeprint.common.tables.EventsTable;
import java.time.ZoneId;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each person did each day by category, product, page, hour and so on: {@code events.events}
 * in, of any set of persons or days as long as each is there whole, {@code
 * behaviour.daily_dimensions} out.
 *
 * <p>Each event gives one cell per dimension that it says a value for; an event with lines gives
 * one cell per line for the dimensions of a line, with the line's amount. Other cells carry the
 * amount of the whole event ({@link EventLines}). {@code currency} is null where there is no
 * amount.
 *
 * <p>Deterministic. One pass for all dimensions: narrow cells are aggregated before the one
 * shuffle.
 *
 * @param config which dimensions
 * @param zone of the business, by which hours are told
 * @param apart columns of the events by which they are counted apart
 */
public record DailyDimensionsTransform(DailyActivityConfig config, ZoneId zone, Apart apart) {

  private static final String CELLS = "cells";

  /** Days of persons. */
  public DailyDimensionsTransform(DailyActivityConfig config, ZoneId zone) {
    this(config, zone, Apart.NOTHING);
  }

  /** What each day of the events was about. */
  public Dataset<Row> apply(Dataset<Row> events) {
    return events
        .where(CountedEvents.of(config).rows())
        .select(
            apart.behind(
                ANCHOR_NODE.col(),
                ONE_ID.col(),
                EVENT_DATE.col(),
                EVENT_NAME.col(),
                EventsTable.CURRENCY.col(),
                filter(cells(), cell -> cell.getField(DIMENSION_VALUE.name()).isNotNull())
                    .as(CELLS)))
        .select(
            apart.behind(
                ANCHOR_NODE.col(),
                ONE_ID.col(),
                EVENT_DATE.col(),
                EVENT_NAME.col(),
                CURRENCY.col(),
                inline(col(CELLS))))
        .withColumn(CURRENCY.name(), when(AMOUNT.col().isNotNull(), CURRENCY.col()))
        .groupBy(apart.behind(DailyDimensionsTable.SPEC.keyCols()))
        .agg(count(lit(1)).as(EVENT_COUNT.name()), AMOUNT.is(sum(AMOUNT.col())))
        .select(apart.behind(DailyDimensionsTable.SPEC.cols()));
  }

  private Column cells() {
    Column amount = EventLines.amount();
    Function<Dimension, Column> ofEvent =
        dimension -> cell(dimension, dimension.ofEvent(zone), amount);
    Column whole = cells(ofEvent, false);
    Column ofSelf = cells(ofEvent, true);
    Column ofLines =
        flatten(
            transform(
                EventsTable.ITEMS.col(),
                line -> {
                  Column lineAmount = EventLines.amountOf(line);
                  return cells(
                      dimension -> cell(dimension, dimension.ofLine(line), lineAmount), true);
                }));
    return concat(whole, when(EventLines.hasItems(), ofLines).otherwise(ofSelf));
  }

  private Column cells(Function<Dimension, Column> cell, boolean ofLine) {
    Column[] cells =
        config.dimensions().stream()
            .filter(dimension -> dimension.isOfLine() == ofLine)
            .map(cell)
            .toArray(Column[]::new);
    return array(cells)
        .cast("array<struct<dimension: string, dimension_value: string, amount: decimal(18,4)>>");
  }

  private static Column cell(Dimension dimension, Column value, Column amount) {
    return struct(
        lit(dimension.label()).as(DIMENSION.name()),
        value.as(DIMENSION_VALUE.name()),
        AMOUNT.is(amount));
  }
}
