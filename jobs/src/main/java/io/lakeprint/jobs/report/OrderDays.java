package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.Types;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Text;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Orders and revenue by day.
 *
 * @param days a row per day and currency, by day
 */
record OrderDays(List<Row> days) {

  private static final String ORDERS = "orders";
  private static final String GMV = "gmv";
  private static final String PAID = "paid";
  private static final String NET = "net";

  /** Currencies that have a chart of their own. */
  private static final int MOST_CURRENCIES = 3;

  /** From the orders of the days that charts show. */
  static OrderDays of(Reading reading) {
    Column isPaid = OrdersTable.PAID_AT.col().isNotNull();
    Column isMoved = isPaid.or(OrdersTable.REFUNDED_AMOUNT.col().gt(0));
    Column gross = OrdersTable.GROSS_AMOUNT.col();
    return new OrderDays(
        reading.rows(
            reading
                .table(OrdersTable.SPEC)
                .where(reading.shown(OrdersTable.ORDER_DATE))
                .groupBy(OrdersTable.ORDER_DATE.col(), OrdersTable.CURRENCY.col())
                .agg(
                    count(lit(1)).as(ORDERS),
                    sum(gross).as(GMV),
                    sum(or0(isPaid, gross.minus(OrdersTable.DISCOUNT_AMOUNT.col()))).as(PAID),
                    sum(or0(isMoved, OrdersTable.NET_AMOUNT.col())).as(NET))
                .orderBy(OrdersTable.ORDER_DATE.col(), OrdersTable.CURRENCY.col())));
  }

  /**
   * What a currency brought after a day.
   *
   * @param currency ISO 4217; empty = orders that say none
   */
  record Brought(String currency, long orders, BigDecimal net) {}

  /** Orders and net revenue after a day, the currency with most orders first. */
  List<Brought> after(LocalDate day) {
    List<Row> late =
        days.stream()
            .filter(
                row -> row.<Date>getAs(OrdersTable.ORDER_DATE.name()).toLocalDate().isAfter(day))
            .toList();
    return late.stream()
        .map(OrderDays::currency)
        .distinct()
        .map(
            currency -> {
              List<Row> own = in(late, currency);
              return new Brought(
                  currency,
                  own.stream().mapToLong(row -> row.<Long>getAs(ORDERS)).sum(),
                  own.stream()
                      .map(row -> row.<BigDecimal>getAs(NET))
                      .reduce(BigDecimal.ZERO, BigDecimal::add));
            })
        .sorted(
            Comparator.comparingLong(Brought::orders).reversed().thenComparing(Brought::currency))
        .toList();
  }

  /** Amounts of several currencies never share an axis. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Block.chart(
                "overview-orders",
                Text.of("每日订单数", "Orders by day"),
                Chart.of(Chart.Kind.BAR, OrdersTable.ORDER_DATE.name(), ORDERS)
                    .by(OrdersTable.CURRENCY.name())
                    .stacked(),
                "orders",
                Rows.of(
                    days,
                    Field.of(OrdersTable.ORDER_DATE, "日期", "Day", Format.DAY),
                    Field.of(OrdersTable.CURRENCY, "币种", "Currency", Format.TEXT),
                    Field.of(ORDERS, "订单数", "Orders", Format.COUNT)))
            .defined(Measure.KIND, Measure.ORDERS.id()));
    days.stream()
        .map(OrderDays::currency)
        .filter(currency -> !currency.isEmpty())
        .distinct()
        .sorted()
        .limit(MOST_CURRENCIES)
        .forEach(currency -> blocks.add(revenue(currency, in(days, currency))));
    return blocks;
  }

  private static Block revenue(String currency, List<Row> days) {
    return Block.chart(
            "overview-revenue-" + currency,
            Text.of("每日收入", "Revenue by day").and(currency),
            Chart.of(Chart.Kind.LINE, OrdersTable.ORDER_DATE.name(), GMV, PAID, NET),
            "orders",
            Rows.of(
                days,
                Field.of(OrdersTable.ORDER_DATE, "下单日期", "Day of order", Format.DAY),
                Field.of(GMV, "GMV", "GMV", Format.MONEY),
                Field.of(PAID, "已付收入", "Paid revenue", Format.MONEY),
                Field.of(NET, "净收入", "Net revenue", Format.MONEY)))
        .defined(Measure.KIND, Measure.GMV.id())
        .defined(Measure.KIND, Measure.PAID_REVENUE.id())
        .defined(Measure.KIND, Measure.NET_REVENUE.id())
        .note(Text.of("金额归到下单那天，退款也是", "Amounts stand at the day of the order, refunds too"));
  }

  private static Column or0(Column condition, Column amount) {
    return when(condition, amount).otherwise(lit(0).cast(Types.MONEY));
  }

  private static List<Row> in(List<Row> rows, String currency) {
    return rows.stream().filter(row -> currency(row).equals(currency)).toList();
  }

  private static String currency(Row row) {
    return Objects.requireNonNullElse(row.getAs(OrdersTable.CURRENCY.name()), "");
  }
}
