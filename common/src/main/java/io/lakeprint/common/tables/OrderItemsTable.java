package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.INT;
import static io.lakeprint.common.tables.Types.MONEY;
import static io.lakeprint.common.tables.Types.PIECES;
import static io.lakeprint.common.tables.Types.STRING;

/** Order lines, bought and given back. Grain: (source, order_id, event_id, line_no). */
public final class OrderItemsTable {
  public static final ColumnSpec SOURCE = required("source", STRING, "Source that sent it");
  public static final ColumnSpec ORDER_ID = required("order_id", STRING, "Order it belongs to");
  public static final ColumnSpec EVENT_ID = required("event_id", STRING, "Event that carried it");
  public static final ColumnSpec LINE_NO =
      required("line_no", INT, "Place within the event, from 1");
  public static final ColumnSpec KIND =
      required("kind", STRING, "What the line does").oneOf("purchase", "refund");
  public static final ColumnSpec ONE_ID =
      optional("one_id", STRING, "Current person; null = nobody known").pseudonym();
  public static final ColumnSpec EVENT_DATE =
      required("event_date", DATE, "Business day of the event");
  public static final ColumnSpec PRODUCT_ID = optional("product_id", STRING, "Product");
  public static final ColumnSpec SKU = optional("sku", STRING, "Stock keeping unit");
  public static final ColumnSpec PRODUCT_NAME = optional("product_name", STRING, "Name as sent");
  public static final ColumnSpec CATEGORY = optional("category", STRING, "Category as sent");
  public static final ColumnSpec BRAND = optional("brand", STRING, "Brand as sent");
  public static final ColumnSpec QUANTITY =
      required("quantity", PIECES, "Pieces, positive for refunds too");
  public static final ColumnSpec UNIT_PRICE = optional("unit_price", MONEY, "Price of one piece");
  public static final ColumnSpec DISCOUNT_AMOUNT =
      required("discount_amount", MONEY, "Discount on the line");
  public static final ColumnSpec AMOUNT =
      required("amount", MONEY, "Value of the line after its discount, positive for refunds too");
  public static final ColumnSpec CURRENCY = optional("currency", STRING, "ISO 4217 code");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.order_items",
              "One line of one order",
              SOURCE,
              ORDER_ID,
              EVENT_ID,
              LINE_NO,
              KIND,
              ONE_ID,
              EVENT_DATE,
              PRODUCT_ID,
              SKU,
              PRODUCT_NAME,
              CATEGORY,
              BRAND,
              QUANTITY,
              UNIT_PRICE,
              DISCOUNT_AMOUNT,
              AMOUNT,
              CURRENCY)
          .key(SOURCE, ORDER_ID, EVENT_ID, LINE_NO)
          .clusteredBy(EVENT_DATE)
          .statisticsOn(EVENT_DATE)
          .restates(Restatement.FOLLOWS)
          .asExchange()
          .withChangeFeed();

  private OrderItemsTable() {}
}
