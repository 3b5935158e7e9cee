package io.lakeprint.jobs.behaviour.orders;

import static io.lakeprint.common.tables.EventsTable.AMOUNT;
import static io.lakeprint.common.tables.EventsTable.ANCHOR_NODE;
import static io.lakeprint.common.tables.EventsTable.CURRENCY;
import static io.lakeprint.common.tables.EventsTable.DISCOUNT_AMOUNT;
import static io.lakeprint.common.tables.EventsTable.EVENT_DATE;
import static io.lakeprint.common.tables.EventsTable.EVENT_ID;
import static io.lakeprint.common.tables.EventsTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventsTable.EVENT_TIME;
import static io.lakeprint.common.tables.EventsTable.ITEMS;
import static io.lakeprint.common.tables.EventsTable.ONE_ID;
import static io.lakeprint.common.tables.EventsTable.ORDER_ID;
import static io.lakeprint.common.tables.EventsTable.PRODUCT_ID;
import static io.lakeprint.common.tables.EventsTable.QUANTITY;
import static io.lakeprint.common.tables.EventsTable.SOURCE;
import static io.lakeprint.common.tables.EventsTable.STORE_ID;
import static io.lakeprint.common.tables.EventsTable.UNIT_PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.OrderItemsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.testkit.Plans;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class OrdersTransformTest {

  private static final OrdersConfig CONFIG =
      new OrdersConfig(
          List.of("order_placed"),
          List.of("purchase"),
          List.of("refund"),
          List.of("order_cancelled"));
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final SparkSession spark;
  private final TableRows log = TableRows.of(EventsTable.SPEC);
  private int clock;

  OrdersTransformTest(SparkSession spark) {
    this.spark = spark;
  }

  /** One more event of an order, a minute after the last. */
  private void event(String orderId, String name, @Nullable Object... more) {
    clock++;
    Instant time = NOON.plusSeconds(60L * clock);
    List<@Nullable Object> row =
        new ArrayList<>(
            List.of(
                SOURCE,
                "shop",
                ORDER_ID,
                orderId,
                EVENT_NAME,
                name,
                EVENT_ID,
                String.format("e%04d", clock),
                EVENT_TIME,
                time,
                EVENT_DATE,
                "2026-03-02",
                CURRENCY,
                "CNY"));
    row.addAll(Arrays.asList(more));
    log.row(row.toArray());
  }

  private static Row item(
      String product,
      @Nullable String quantity,
      @Nullable String price,
      @Nullable String discount,
      @Nullable String amount) {
    return RowFactory.create(
        product,
        "sku-" + product,
        null,
        null,
        null,
        decimal(quantity),
        decimal(price),
        decimal(discount),
        decimal(amount));
  }

  private static @Nullable BigDecimal decimal(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }

  private Dataset<Row> orderEvents() {
    return new OrderEventsTransform(CONFIG).apply(log.on(spark).repartition(3));
  }

  private Map<String, Row> orders() {
    return new OrdersTransform()
        .apply(orderEvents()).collectAsList().stream()
            .collect(
                Collectors.toMap(
                    row -> row.getAs(OrdersTable.ORDER_ID.name()), Function.identity()));
  }

  private static Row of(Map<String, Row> orders, String orderId) {
    return Objects.requireNonNull(orders.get(orderId), orderId);
  }

  private List<Row> items() {
    return new OrderItemsTransform()
        .apply(orderEvents())
        .orderBy(
            OrderItemsTable.ORDER_ID.col(),
            OrderItemsTable.EVENT_ID.col(),
            OrderItemsTable.LINE_NO.col())
        .collectAsList();
  }

  /** Gross, discount, refunded, net, pieces, lines, status, composition, in that order. */
  private static String told(Row order) {
    return String.join(
        " ",
        List.of(
            plain(order, OrdersTable.GROSS_AMOUNT.name()),
            plain(order, OrdersTable.DISCOUNT_AMOUNT.name()),
            plain(order, OrdersTable.REFUNDED_AMOUNT.name()),
            plain(order, OrdersTable.NET_AMOUNT.name()),
            plain(order, OrdersTable.QUANTITY.name()),
            String.valueOf(order.<Long>getAs(OrdersTable.LINE_COUNT.name())),
            order.<String>getAs(OrdersTable.STATUS.name()),
            order.<String>getAs(OrdersTable.COMPOSITION.name())));
  }

  private static String plain(Row row, String column) {
    BigDecimal value = row.getAs(column);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  @Test
  void anOrderInLinesComesToTheSameAsInOneRecord() {
    event("lines", "purchase", PRODUCT_ID, "a", QUANTITY, "2", UNIT_PRICE, "9.95");
    event(
        "lines",
        "purchase",
        PRODUCT_ID,
        "b",
        QUANTITY,
        "3",
        UNIT_PRICE,
        "1.10",
        DISCOUNT_AMOUNT,
        "0.30");
    event("lines", "purchase", PRODUCT_ID, "a", QUANTITY, "2", UNIT_PRICE, "9.95");
    event(
        "record",
        "purchase",
        ITEMS,
        new Row[] {
          item("a", "2", "9.95", null, null),
          item("b", "3", "1.10", "0.30", "3.00"),
          item("a", "2", "9.95", null, null)
        });
    Map<String, Row> orders = orders();
    assertThat(told(of(orders, "lines"))).isEqualTo("43.1 0.3 0 42.8 7 3 paid lines");
    assertThat(told(of(orders, "record"))).isEqualTo("43.1 0.3 0 42.8 7 3 paid record");
    assertThat(items())
        .extracting(
            row -> row.<String>getAs("order_id"),
            row -> row.<Integer>getAs("line_no"),
            row -> row.<String>getAs("product_id"),
            row -> plain(row, "amount"))
        .containsExactly(
            tuple("lines", 1, "a", "19.9"),
            tuple("lines", 1, "b", "3"),
            tuple("lines", 1, "a", "19.9"),
            tuple("record", 1, "a", "19.9"),
            tuple("record", 2, "b", "3"),
            tuple("record", 3, "a", "19.9"));
  }

  @Test
  void paymentAfterTheOrderCountsTheGoodsOnce() {
    event(
        "o",
        "order_placed",
        AMOUNT,
        "30",
        DISCOUNT_AMOUNT,
        "5",
        ITEMS,
        new Row[] {item("a", "1", null, null, "35")});
    event("o", "purchase", AMOUNT, "10");
    event("o", "purchase", AMOUNT, "20");
    Row order = of(orders(), "o");
    assertThat(told(order)).isEqualTo("35 5 0 30 1 1 paid record");
    assertThat(order.<Timestamp>getAs("paid_at").toInstant()).isEqualTo(NOON.plusSeconds(120));
    assertThat(order.<Timestamp>getAs("ordered_at").toInstant()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void amountsAloneAddUp() {
    event("o", "purchase", AMOUNT, "10");
    event("o", "purchase", AMOUNT, "20.5", DISCOUNT_AMOUNT, "1");
    assertThat(told(of(orders(), "o"))).isEqualTo("31.5 1 0 30.5 0 0 paid record");
    assertThat(items()).isEmpty();
  }

  @Test
  void aRecordSentAgainReplacesTheOneBefore() {
    event("o", "purchase", ITEMS, new Row[] {item("a", "1", null, null, "10")});
    event("o", "purchase", ITEMS, new Row[] {item("a", "2", null, null, "20")});
    assertThat(told(of(orders(), "o"))).isEqualTo("20 0 0 20 2 1 paid record");
    assertThat(items()).extracting(row -> row.<String>getAs("event_id")).containsExactly("e0002");
  }

  @Test
  void refundsArePositiveAmountsOfTheirOwn() {
    event("part", "purchase", AMOUNT, "100");
    event("part", "refund", AMOUNT, "30");
    event("part", "refund", PRODUCT_ID, "a", QUANTITY, "2", UNIT_PRICE, "10");
    event("all", "purchase", AMOUNT, "100");
    event("all", "refund");
    event("alone", "refund", PRODUCT_ID, "a", QUANTITY, "2", UNIT_PRICE, "10");
    Map<String, Row> orders = orders();
    assertThat(told(of(orders, "part"))).isEqualTo("100 0 50 50 0 0 partly_refunded record");
    assertThat(told(of(orders, "all"))).isEqualTo("100 0 100 0 0 0 refunded record");
    assertThat(told(of(orders, "alone"))).isEqualTo("0 0 20 -20 0 0 refunded lines");
    assertThat(items()).extracting(row -> row.<String>getAs("kind")).containsOnly("refund");
  }

  @Test
  void tellsWhereAnOrderStands() {
    event("placed", "order_placed", AMOUNT, "1");
    event("cancelled", "order_placed", AMOUNT, "1");
    event("cancelled", "order_cancelled");
    event("free", "purchase", PRODUCT_ID, "gift", UNIT_PRICE, "0");
    event(" ", "purchase", AMOUNT, "1");
    event("other", "add_to_cart", AMOUNT, "1");
    Map<String, Row> orders = orders();
    assertThat(orders).containsOnlyKeys("placed", "cancelled", "free");
    assertThat(told(of(orders, "placed"))).endsWith("placed record");
    assertThat(told(of(orders, "cancelled"))).endsWith("cancelled record");
    assertThat(told(of(orders, "free"))).isEqualTo("0 0 0 0 1 1 paid lines");
  }

  @Test
  void belongsToTheFirstPersonKnownAndToTheFirstStoreSaid() {
    event("o", "order_placed", PRODUCT_ID, "a", UNIT_PRICE, "1", ANCHOR_NODE, 7L);
    event("o", "purchase", AMOUNT, "1", ANCHOR_NODE, 8L, ONE_ID, "anna", STORE_ID, "s1");
    event("o", "refund", AMOUNT, "1", ANCHOR_NODE, 9L, ONE_ID, "ben", STORE_ID, "s2");
    event("nobody", "purchase", AMOUNT, "1");
    Map<String, Row> orders = orders();
    Row order = of(orders, "o");
    assertThat(order.<Long>getAs("anchor_node")).isEqualTo(8);
    assertThat(order.<String>getAs("one_id")).isEqualTo("anna");
    assertThat(order.<String>getAs("store_id")).isEqualTo("s1");
    assertThat(items()).extracting(row -> row.<String>getAs("one_id")).containsExactly("anna");
    assertThat(of(orders, "nobody").<String>getAs("one_id")).isNull();
  }

  @Test
  void oneShuffleServesOrdersAndTheirLines() {
    event("o", "purchase", AMOUNT, "10");
    Dataset<Row> events = new OrderEventsTransform(CONFIG).apply(log.on(spark));
    assertThat(Plans.shuffles(new OrdersTransform().apply(events))).isEqualTo(1);
    assertThat(Plans.shuffles(new OrderItemsTransform().apply(events))).isEqualTo(1);
  }

  @Test
  void anEventMeansOneStepOnly() {
    assertThatThrownBy(() -> new OrdersConfig(List.of("buy"), List.of("buy"), List.of(), List.of()))
        .hasMessageContaining("'buy'");
  }
}
