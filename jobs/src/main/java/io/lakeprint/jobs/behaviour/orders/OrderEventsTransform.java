package io.lakeprint.jobs.behaviour.orders;

import static io.lakeprint.common.tables.EventsTable.AMOUNT;
import static io.lakeprint.common.tables.EventsTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.EventsTable.DISCOUNT_AMOUNT;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.ITEMS;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static io.lakeprint.common.tables.EventsTable.ORDER_ID;
import static io.lakeprint.common.tables.EventsTable.SOURCE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.EventLines;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.Types;
import io.lakeprint.common.tables.Watch;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Says of each event of an order what it tells, and which events tell the goods of the order.
 *
 * <p>In: {@code events.events}, of any set of orders as long as each is there whole. Out: one row
 * per event with an order id and one of the configured names, with what {@link OrdersTransform} and
 * {@link OrderItemsTransform} need.
 *
 * <p>An order is told in one of three forms: as a <em>record</em> with {@code items}; as
 * <em>lines</em>, each event being one; or only by its <em>amount</em>. Where it is told more than
 * once, the goods are those of the first of these that there is: paid record, paid lines, placed
 * record, placed lines, paid amounts, placed amounts. Of several records the last one stands (a
 * repeated or corrected send); lines and amounts add up.
 *
 * <p>The person of the order is that of its first event with one. Events are ordered by
 * (event_time, event_id), which is total within a source. Deterministic. One shuffle, by order, and
 * the result stays partitioned by order.
 */
record OrderEventsTransform(OrdersConfig config) {

  static final String STEP = "step";
  static final String PAID = "paid";
  static final String REFUNDED = "refunded";
  static final String CANCELLED = "cancelled";
  private static final String PLACED = "placed";

  /** Whether the event was told as lines; a record or an amount otherwise. */
  static final String IS_LINE = "is_line";

  /** Whether the event tells the goods of the order. */
  static final String IS_GOODS = "is_goods";

  /** The event's lines, see {@link EventLines#lines()}. */
  static final String LINES = "lines";

  static final String GROSS = "gross";
  static final String DISCOUNT = "discount";
  static final String PIECES = "pieces";

  /** What a refund gives back; null when it names nothing, which means everything. */
  static final String GIVEN_BACK = "given_back";

  private static final String HAS_LINE_VALUES = "has_line_values";
  private static final String RANK = "rank";
  private static final String BEST = "best";
  private static final String LAST_PAID = "last_paid_record";
  private static final String LAST_PLACED = "last_placed_record";
  private static final String PERSON = "person";
  private static final int PAID_RECORD = 1;
  private static final int PAID_LINE = 2;
  private static final int PLACED_RECORD = 3;
  private static final int PLACED_LINE = 4;
  private static final int PAID_AMOUNT = 5;
  private static final int PLACED_AMOUNT = 6;

  private static final WindowSpec ORDER = Window.partitionBy(SOURCE.col(), ORDER_ID.col());

  /** Events of an order, by order. */
  Watch watch() {
    return new Watch(
        List.of(SOURCE, ORDER_ID),
        Stream.concat(
                Stream.of(
                    EVENT_TIME,
                    EVENT_ID,
                    EVENT_NAME,
                    EventsTable.EVENT_DATE,
                    ANCHOR_NODE,
                    ONE_ID,
                    EventsTable.CHANNEL,
                    EventsTable.APP_ID,
                    EventsTable.STORE_ID,
                    EventsTable.CAMPAIGN_NAME),
                EventLines.COLUMNS.stream())
            .toList(),
        EventLines.hasOrder().and(EVENT_NAME.col().isin(config.names().toArray())));
  }

  Dataset<Row> apply(Dataset<Row> events) {
    return events
        .where(watch().rows())
        .transform(this::narrow)
        .transform(OrderEventsTransform::value)
        .transform(OrderEventsTransform::settle);
  }

  /** Place of an event in its order. */
  static Column place() {
    return struct(EVENT_TIME.col(), EVENT_ID.col());
  }

  private Dataset<Row> narrow(Dataset<Row> events) {
    Column name = EVENT_NAME.col();
    return events
        .withColumn(
            STEP,
            when(in(name, config.paidEvents()), PAID)
                .when(in(name, config.refundEvents()), REFUNDED)
                .when(in(name, config.cancelEvents()), CANCELLED)
                .otherwise(PLACED))
        .select(
            SOURCE.col(),
            ORDER_ID.col(),
            EVENT_TIME.col(),
            EVENT_ID.col(),
            EventsTable.EVENT_DATE.col(),
            ANCHOR_NODE.col(),
            ONE_ID.col(),
            EventsTable.CHANNEL.col(),
            EventsTable.APP_ID.col(),
            EventsTable.STORE_ID.col(),
            EventsTable.CAMPAIGN_NAME.col(),
            EventsTable.CURRENCY.col(),
            AMOUNT.col(),
            DISCOUNT_AMOUNT.col(),
            col(STEP),
            rank().as(RANK),
            EventLines.isLine().as(IS_LINE),
            hasLineValues().as(HAS_LINE_VALUES),
            EventLines.lines().as(LINES));
  }

  private static Column rank() {
    Column paid = col(STEP).equalTo(PAID);
    Column placed = col(STEP).equalTo(PLACED);
    Column record = EventLines.hasItems();
    Column line = EventLines.isLine();
    Column amount = AMOUNT.col().isNotNull();
    return when(paid.and(record), PAID_RECORD)
        .when(paid.and(line), PAID_LINE)
        .when(placed.and(record), PLACED_RECORD)
        .when(placed.and(line), PLACED_LINE)
        .when(paid.and(amount), PAID_AMOUNT)
        .when(placed.and(amount), PLACED_AMOUNT);
  }

  private static Column hasLineValues() {
    return when(
            EventLines.hasItems(),
            exists(ITEMS.col(), line -> EventLines.amountOf(line).isNotNull()))
        .otherwise(EventLines.isLine());
  }

  /** Values of each event, of its lines where these have any. */
  private static Dataset<Row> value(Dataset<Row> events) {
    Column zero = lit(0).cast(Types.MONEY);
    Column amounts = ofLines(AMOUNT.name());
    Column discounts = ofLines(DISCOUNT_AMOUNT.name());
    Column said = coalesce(AMOUNT.col(), zero).plus(coalesce(DISCOUNT_AMOUNT.col(), zero));
    return events
        .withColumn(
            GROSS,
            when(col(HAS_LINE_VALUES), amounts.plus(discounts)).otherwise(said).cast(Types.MONEY))
        .withColumn(DISCOUNT, coalesce(DISCOUNT_AMOUNT.col(), discounts, zero))
        .withColumn(PIECES, coalesce(ofLines(EventsTable.QUANTITY.name()), zero))
        .withColumn(GIVEN_BACK, coalesce(AMOUNT.col(), when(size(col(LINES)).gt(0), amounts)))
        .drop(AMOUNT.name(), DISCOUNT_AMOUNT.name(), HAS_LINE_VALUES);
  }

  private static Column ofLines(String field) {
    return EventLines.sum(col(LINES), line -> line.getField(field));
  }

  private static Dataset<Row> settle(Dataset<Row> events) {
    Column person = struct(ANCHOR_NODE.col(), ONE_ID.col());
    Column firstKnown =
        when(
            ANCHOR_NODE.col().isNotNull(),
            struct(ONE_ID.col().isNull(), EVENT_TIME.col(), EVENT_ID.col()));
    Column stands =
        when(col(RANK).equalTo(PAID_RECORD), place().equalTo(col(LAST_PAID)))
            .when(col(RANK).equalTo(PLACED_RECORD), place().equalTo(col(LAST_PLACED)))
            .otherwise(lit(true));
    return events
        .withColumn(BEST, min(col(RANK)).over(ORDER))
        .withColumn(LAST_PAID, lastOf(PAID_RECORD))
        .withColumn(LAST_PLACED, lastOf(PLACED_RECORD))
        .withColumn(PERSON, min_by(person, firstKnown).over(ORDER))
        .withColumn(IS_GOODS, coalesce(col(RANK).equalTo(col(BEST)).and(stands), lit(false)))
        .withColumn(ANCHOR_NODE.name(), col(PERSON).getField(ANCHOR_NODE.name()))
        .withColumn(ONE_ID.name(), col(PERSON).getField(ONE_ID.name()))
        .drop(RANK, BEST, LAST_PAID, LAST_PLACED, PERSON);
  }

  private static Column lastOf(int rank) {
    return max(when(col(RANK).equalTo(rank), place())).over(ORDER);
  }

  private static Column in(Column name, List<String> names) {
    return name.isin(names.toArray());
  }
}
