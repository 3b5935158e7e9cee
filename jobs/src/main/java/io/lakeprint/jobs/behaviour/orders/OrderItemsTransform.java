package io.lakeprint.jobs.behaviour.orders;

import static io.lakeprint.common.tables.EventLines.field;
import static io.lakeprint.common.tables.OrderItemsTable.AMOUNT;
import static io.lakeprint.common.tables.OrderItemsTable.BRAND;
import static io.lakeprint.common.tables.OrderItemsTable.CATEGORY;
import static io.lakeprint.common.tables.OrderItemsTable.CURRENCY;
import static io.lakeprint.common.tables.OrderItemsTable.DISCOUNT_AMOUNT;
import static io.lakeprint.common.tables.OrderItemsTable.EVENT_DATE;
import static io.lakeprint.common.tables.OrderItemsTable.EVENT_ID;
import static io.lakeprint.common.tables.OrderItemsTable.KIND;
import static io.lakeprint.common.tables.OrderItemsTable.LINE_NO;
import static io.lakeprint.common.tables.OrderItemsTable.ONE_ID;
import static io.lakeprint.common.tables.OrderItemsTable.ORDER_ID;
import static io.lakeprint.common.tables.OrderItemsTable.PRODUCT_ID;
import static io.lakeprint.common.tables.OrderItemsTable.PRODUCT_NAME;
import static io.lakeprint.common.tables.OrderItemsTable.QUANTITY;
import static io.lakeprint.common.tables.OrderItemsTable.SKU;
import static io.lakeprint.common.tables.OrderItemsTable.SOURCE;
import static io.lakeprint.common.tables.OrderItemsTable.UNIT_PRICE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The lines of orders: rows of {@link OrderEventsTransform} in, {@code behaviour.order_items} out,
 * without a shuffle.
 *
 * <p>Lines bought are those of the events that tell the goods of their order; lines given back
 * those of its refunds. Events told only by their amount have no lines. A line belongs to the
 * person of its order.
 */
record OrderItemsTransform() {

  private static final String POSITION = "position";
  private static final String LINE = "line";

  Dataset<Row> apply(Dataset<Row> orderEvents) {
    Column refund = col(OrderEventsTransform.STEP).equalTo(OrderEventsTransform.REFUNDED);
    Column line = col(LINE);
    return orderEvents
        .where(refund.or(col(OrderEventsTransform.IS_GOODS)))
        .select(
            SOURCE.col(),
            ORDER_ID.col(),
            EVENT_ID.col(),
            when(refund, "refund").otherwise("purchase").as(KIND.name()),
            ONE_ID.col(),
            EVENT_DATE.col(),
            CURRENCY.col(),
            posexplode(col(OrderEventsTransform.LINES)).as(new String[] {POSITION, LINE}))
        .select(
            SOURCE.col(),
            ORDER_ID.col(),
            EVENT_ID.col(),
            LINE_NO.is(col(POSITION).plus(1)),
            KIND.col(),
            ONE_ID.col(),
            EVENT_DATE.col(),
            field(line, PRODUCT_ID),
            field(line, SKU),
            field(line, PRODUCT_NAME),
            field(line, CATEGORY),
            field(line, BRAND),
            field(line, QUANTITY),
            field(line, UNIT_PRICE),
            field(line, DISCOUNT_AMOUNT),
            field(line, AMOUNT),
            CURRENCY.col());
  }
}
