package io.lakeprint.jobs.behaviour.orders;

import static io.lakeprint.common.tables.OrdersTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.OrdersTable.APP_ID;
import static io.lakeprint.common.tables.OrdersTable.CAMPAIGN_NAME;
import static io.lakeprint.common.tables.OrdersTable.CHANNEL;
import static io.lakeprint.common.tables.OrdersTable.COMPOSITION;
import static io.lakeprint.common.tables.OrdersTable.CURRENCY;
import static io.lakeprint.common.tables.OrdersTable.DISCOUNT_AMOUNT;
import static io.lakeprint.common.tables.OrdersTable.GROSS_AMOUNT;
import static io.lakeprint.common.tables.OrdersTable.LINE_COUNT;
import static io.lakeprint.common.tables.OrdersTable.NET_AMOUNT;
import static io.lakeprint.common.tables.OrdersTable.ONE_ID;
import static io.lakeprint.common.tables.OrdersTable.ORDERED_AT;
import static io.lakeprint.common.tables.OrdersTable.ORDER_DATE;
import static io.lakeprint.common.tables.OrdersTable.ORDER_ID;
import static io.lakeprint.common.tables.OrdersTable.PAID_AT;
import static io.lakeprint.common.tables.OrdersTable.QUANTITY;
import static io.lakeprint.common.tables.OrdersTable.REFUNDED_AMOUNT;
import static io.lakeprint.common.tables.OrdersTable.SOURCE;
import static io.lakeprint.common.tables.OrdersTable.STATUS;
import static io.lakeprint.common.tables.OrdersTable.STORE_ID;
import static io.lakeprint.jobs.behaviour.orders.OrderEventsTransform.IS_GOODS;
import static io.lakeprint.jobs.behaviour.orders.OrderEventsTransform.IS_LINE;
import static io.lakeprint.jobs.behaviour.orders.OrderEventsTransform.STEP;
import static io.lakeprint.jobs.behaviour.orders.OrderEventsTransform.place;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.Types;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One row per order: rows of {@link OrderEventsTransform} in, {@code behaviour.orders} out. No
 * shuffle of its own: the events lie by order already.
 *
 * <p>Gross, discount and pieces are those of the events that tell the goods; {@code net = gross −
 * discount − refunded}, also where an order was never paid (the glossary says which sums leave such
 * orders out) and where only its refund is known (net is negative then). A refund that names
 * neither amount nor lines gives everything back. An order with a cancellation is {@code cancelled}
 * whatever else happened to it; its refunds stand in {@code refunded_amount}. Channel and app are
 * those of the first event; store, campaign and currency those of the first event that says one.
 */
record OrdersTransform() {

  private static final String IS_CANCELLED = "is_cancelled";
  private static final String HAS_REFUND = "has_refund";
  private static final String REFUNDS_ALL = "refunds_all";

  Dataset<Row> apply(Dataset<Row> orderEvents) {
    return orderEvents
        .transform(OrdersTransform::aggregate)
        .withColumn(REFUNDED_AMOUNT.name(), REFUNDED_AMOUNT.is(refunded()))
        .withColumn(NET_AMOUNT.name(), NET_AMOUNT.is(worth().minus(REFUNDED_AMOUNT.col())))
        .withColumn(STATUS.name(), status())
        .select(OrdersTable.SPEC.cols());
  }

  private static Dataset<Row> aggregate(Dataset<Row> events) {
    Column time = EventsTable.EVENT_TIME.col();
    Column refund = is(OrderEventsTransform.REFUNDED);
    Column givenBack = col(OrderEventsTransform.GIVEN_BACK);
    return events
        .groupBy(SOURCE.col(), ORDER_ID.col())
        .agg(
            // Every event of an order carries the order's person.
            min(ANCHOR_NODE.col()).as(ANCHOR_NODE.name()),
            min(ONE_ID.col()).as(ONE_ID.name()),
            min(time).as(ORDERED_AT.name()),
            min(EventsTable.EVENT_DATE.col()).as(ORDER_DATE.name()),
            min(when(is(OrderEventsTransform.PAID), time)).as(PAID_AT.name()),
            GROSS_AMOUNT.is(ofGoods(col(OrderEventsTransform.GROSS))),
            DISCOUNT_AMOUNT.is(ofGoods(col(OrderEventsTransform.DISCOUNT))),
            QUANTITY.is(ofGoods(col(OrderEventsTransform.PIECES))),
            LINE_COUNT.is(ofGoods(size(col(OrderEventsTransform.LINES)))),
            REFUNDED_AMOUNT.is(coalesce(sum(when(refund, givenBack)), lit(0))),
            bool_or(refund).as(HAS_REFUND),
            bool_or(refund.and(givenBack.isNull())).as(REFUNDS_ALL),
            bool_or(is(OrderEventsTransform.CANCELLED)).as(IS_CANCELLED),
            min_by(EventsTable.CHANNEL.col(), place()).as(CHANNEL.name()),
            min_by(EventsTable.APP_ID.col(), place()).as(APP_ID.name()),
            firstSaid(EventsTable.STORE_ID, STORE_ID),
            firstSaid(EventsTable.CAMPAIGN_NAME, CAMPAIGN_NAME),
            firstSaid(EventsTable.CURRENCY, CURRENCY),
            composition().as(COMPOSITION.name()));
  }

  private static Column is(String step) {
    return col(STEP).equalTo(step);
  }

  private static Column ofGoods(Column value) {
    return coalesce(sum(when(col(IS_GOODS), value)), lit(0));
  }

  private static Column firstSaid(ColumnSpec from, ColumnSpec to) {
    return min_by(from.col(), when(from.col().isNotNull(), place())).as(to.name());
  }

  /** How the goods were told; where none were, how the first event was. */
  private static Column composition() {
    Column goodsFirst =
        struct(
            col(IS_GOODS).unary_$bang(), EventsTable.EVENT_TIME.col(), EventsTable.EVENT_ID.col());
    return min_by(when(col(IS_LINE), "lines").otherwise("record"), goodsFirst);
  }

  private static Column worth() {
    return GROSS_AMOUNT.col().minus(DISCOUNT_AMOUNT.col()).cast(Types.MONEY);
  }

  private static Column refunded() {
    return when(col(REFUNDS_ALL), greatest(REFUNDED_AMOUNT.col(), worth()))
        .otherwise(REFUNDED_AMOUNT.col());
  }

  private static Column status() {
    return when(col(IS_CANCELLED), "cancelled")
        .when(col(HAS_REFUND).and(REFUNDED_AMOUNT.col().geq(worth())), "refunded")
        .when(col(HAS_REFUND), "partly_refunded")
        .when(PAID_AT.col().isNotNull(), "paid")
        .otherwise("placed");
  }
}
