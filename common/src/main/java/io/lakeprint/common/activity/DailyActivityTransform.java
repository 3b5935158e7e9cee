package io.lakeprint.common.activity;

import static io.lakeprint.common.tables.DailyActivityTable.AMOUNT;
import static io.lakeprint.common.tables.DailyActivityTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.DailyActivityTable.APP_ID;
import static io.lakeprint.common.tables.DailyActivityTable.CHANNEL;
import static io.lakeprint.common.tables.DailyActivityTable.CURRENCY;
import static io.lakeprint.common.tables.DailyActivityTable.ENGAGED_SECONDS;
import static io.lakeprint.common.tables.DailyActivityTable.EVENT_COUNT;
import static io.lakeprint.common.tables.DailyActivityTable.EVENT_DATE;
import static io.lakeprint.common.tables.DailyActivityTable.EVENT_NAME;
import static io.lakeprint.common.tables.DailyActivityTable.FIRST_AT;
import static io.lakeprint.common.tables.DailyActivityTable.LAST_AT;
import static io.lakeprint.common.tables.DailyActivityTable.ONE_ID;
import static io.lakeprint.common.tables.DailyActivityTable.QUANTITY;
import static io.lakeprint.common.tables.DailyActivityTable.STORE_ID;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.Apart;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.EventLines;
import io.lakeprint.common.tables.EventsTable;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each person did each day: {@code events.events} in, of any set of persons or days as long as
 * each is there whole, {@code behaviour.daily_activity} out.
 *
 * <p>Events without anchor or person are left out, and so are records nobody does. {@code
 * event_count} counts distinct (source, order_id) of events with an order id, so that an order told
 * line by line counts once, and every event without one. Amounts and pieces are those of {@link
 * EventLines}, summed exactly; {@code currency} is null where there is no amount. Engaged time is
 * what senders measured; heartbeats are counted in sessions.
 *
 * <p>Deterministic. Aggregated before the one shuffle, which serves the distinct orders too.
 *
 * @param config what counts
 * @param apart columns of the events by which they are counted apart
 */
public record DailyActivityTransform(DailyActivityConfig config, Apart apart) {

  private static final String ORDER_SOURCE = "order_source";
  private static final String ENGAGED = EventsTable.ENGAGED_MS.name();
  private static final String TIME = EventsTable.EVENT_TIME.name();

  /** Days of persons. */
  public DailyActivityTransform(DailyActivityConfig config) {
    this(config, Apart.NOTHING);
  }

  /** What was done on each day of the events. */
  public Dataset<Row> apply(Dataset<Row> events) {
    return events
        .where(CountedEvents.of(config).rows())
        .transform(this::narrow)
        .groupBy(apart.behind(DailyActivityTable.SPEC.keyCols()))
        .agg(
            count_distinct(col(ORDER_SOURCE), EventsTable.ORDER_ID.col())
                .plus(count(when(col(ORDER_SOURCE).isNull(), 1)))
                .as(EVENT_COUNT.name()),
            AMOUNT.is(sum(AMOUNT.col())),
            QUANTITY.is(sum(QUANTITY.col())),
            coalesce(sum(col(ENGAGED)), lit(0L)).divide(1000.0).as(ENGAGED_SECONDS.name()),
            min(col(TIME)).as(FIRST_AT.name()),
            max(col(TIME)).as(LAST_AT.name()))
        .select(apart.behind(DailyActivityTable.SPEC.cols()));
  }

  private Dataset<Row> narrow(Dataset<Row> events) {
    Column order = EventLines.hasOrder();
    return events
        .withColumns(
            Map.of(
                ORDER_SOURCE,
                when(order, EventsTable.SOURCE.col()),
                AMOUNT.name(),
                EventLines.amount(),
                QUANTITY.name(),
                EventLines.quantity()))
        .select(
            apart.behind(
                ANCHOR_NODE.col(),
                ONE_ID.col(),
                EVENT_DATE.col(),
                EVENT_NAME.col(),
                CHANNEL.col(),
                APP_ID.col(),
                STORE_ID.col(),
                when(AMOUNT.col().isNotNull(), CURRENCY.col()).as(CURRENCY.name()),
                col(ORDER_SOURCE),
                EventsTable.ORDER_ID.col(),
                AMOUNT.col(),
                QUANTITY.col(),
                col(ENGAGED),
                col(TIME)));
  }
}
