package io.lakeprint.common.tables;

import static io.lakeprint.common.tables.ColumnSpec.optional;
import static io.lakeprint.common.tables.ColumnSpec.required;
import static io.lakeprint.common.tables.Types.DATE;
import static io.lakeprint.common.tables.Types.LONG;
import static io.lakeprint.common.tables.Types.MONEY;
import static io.lakeprint.common.tables.Types.PIECES;
import static io.lakeprint.common.tables.Types.STRING;
import static io.lakeprint.common.tables.Types.TIMESTAMP;

/**
 * Orders, one row each whatever the source sent: one record, lines, payments and refunds later.
 * Grain: (source, order_id).
 */
public final class OrdersTable {
  public static final ColumnSpec SOURCE = required("source", STRING, "Source that sent it");
  public static final ColumnSpec ORDER_ID =
      required("order_id", STRING, "Order, receipt or invoice");
  public static final ColumnSpec ANCHOR_NODE =
      optional(
              "anchor_node",
              LONG,
              "Node of the first event of the order that has one; null = nobody known")
          .pseudonym();
  public static final ColumnSpec ONE_ID =
      optional("one_id", STRING, "Current person; null = nobody known").pseudonym();
  public static final ColumnSpec ORDERED_AT =
      required("ordered_at", TIMESTAMP, "First event of the order, UTC");
  public static final ColumnSpec ORDER_DATE =
      required("order_date", DATE, "Business day of ordered_at");
  public static final ColumnSpec PAID_AT =
      optional("paid_at", TIMESTAMP, "First purchase, UTC; null = not paid");
  public static final ColumnSpec STATUS =
      required("status", STRING, "Where it stands")
          .oneOf("placed", "paid", "partly_refunded", "refunded", "cancelled");
  public static final ColumnSpec GROSS_AMOUNT =
      required("gross_amount", MONEY, "Value of the lines before discount; the GMV of the order");
  public static final ColumnSpec DISCOUNT_AMOUNT =
      required("discount_amount", MONEY, "Discounts on it");
  public static final ColumnSpec REFUNDED_AMOUNT = required("refunded_amount", MONEY, "Given back");
  public static final ColumnSpec NET_AMOUNT =
      required("net_amount", MONEY, "gross less discount less refunded");
  public static final ColumnSpec CURRENCY = optional("currency", STRING, "ISO 4217 code");
  public static final ColumnSpec QUANTITY = required("quantity", PIECES, "Pieces bought");
  public static final ColumnSpec LINE_COUNT = required("line_count", LONG, "Lines bought");
  public static final ColumnSpec CHANNEL =
      required("channel", STRING, "Touchpoint of the first event");
  public static final ColumnSpec APP_ID = optional("app_id", STRING, "App of the first event");
  public static final ColumnSpec STORE_ID = optional("store_id", STRING, "Store; null = online");
  public static final ColumnSpec CAMPAIGN_NAME =
      optional("campaign_name", STRING, "Campaign of the order event");
  public static final ColumnSpec COMPOSITION =
      required("composition", STRING, "How it came").oneOf("record", "lines");

  public static final TableSpec SPEC =
      TableSpec.of(
              TableKind.STATE,
              "behaviour.orders",
              "One order",
              SOURCE,
              ORDER_ID,
              ANCHOR_NODE,
              ONE_ID,
              ORDERED_AT,
              ORDER_DATE,
              PAID_AT,
              STATUS,
              GROSS_AMOUNT,
              DISCOUNT_AMOUNT,
              REFUNDED_AMOUNT,
              NET_AMOUNT,
              CURRENCY,
              QUANTITY,
              LINE_COUNT,
              CHANNEL,
              APP_ID,
              STORE_ID,
              CAMPAIGN_NAME,
              COMPOSITION)
          .key(SOURCE, ORDER_ID)
          .clusteredBy(ORDER_DATE)
          .statisticsOn(ORDER_DATE)
          .restates(Restatement.FOLLOWS)
          .asExchange()
          .withChangeFeed();

  private OrdersTable() {}
}
