package io.lakeprint.ml.value;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.ids.KnownPeopleTransform;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Paid orders with their business day and amount.
 *
 * <p>In: {@code behaviour.orders}. Out: anchor_node, one_id, event_time (of the order), {@link
 * #DAY} (business day of its payment), {@link #AMOUNT} (gross less discount, above 0). Refunds are
 * not deducted and cancelled orders stay: the order does not say when that happened, and a refund
 * of tomorrow must not change what was known today.
 *
 * @param days business days
 * @param currency only orders in it count; empty counts all
 */
record PurchasesTransform(BusinessDays days, Optional<String> currency) {
  static final String DAY = "purchase_date";
  static final String AMOUNT = "paid";

  Dataset<Row> apply(Dataset<Row> orders) {
    Column amount = OrdersTable.GROSS_AMOUNT.col().minus(OrdersTable.DISCOUNT_AMOUNT.col());
    Column counts =
        currency.map(code -> OrdersTable.CURRENCY.col().equalTo(code)).orElseGet(() -> lit(true));
    return orders
        .where(OrdersTable.PAID_AT.col().isNotNull().and(amount.gt(0)).and(counts))
        .select(
            OrdersTable.ANCHOR_NODE.col(),
            OrdersTable.ONE_ID.col(),
            OrdersTable.ORDERED_AT.col().as(EventsTable.EVENT_TIME.name()),
            days.dayOf(OrdersTable.PAID_AT.col()).as(DAY),
            OrdersTable.NET_AMOUNT.is(amount).as(AMOUNT));
  }

  /**
   * The purchases up to {@code snapshot} of the people as they were known at its end ({@link
   * KnownPeopleTransform}).
   *
   * @param identityLog {@code identity.identity_log}
   */
  static Dataset<Row> asKnownAt(
      LocalDate snapshot, Dataset<Row> purchases, Dataset<Row> identityLog) {
    return new KnownPeopleTransform(List.of(snapshot))
        .apply(
            purchases.where(col(DAY).leq(lit(snapshot))), EventsTable.EVENT_TIME.col(), identityLog)
        .where(KnownPeopleTransform.isKnownAt(lit(snapshot)))
        .drop(KnownPeopleTransform.FROM, KnownPeopleTransform.TO);
  }
}
