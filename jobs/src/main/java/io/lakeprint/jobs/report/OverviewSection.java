package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.Types;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many people, what they did lately, and what they paid. */
final class OverviewSection implements ReportSection {

  private static final String EVENTS = "events";
  private static final String ACTIVE = "active";
  private static final String NEW = "new";
  private static final String RETURNING = "returning";
  private static final String ORDERS = "orders";
  private static final String GMV = "gmv";
  private static final String PAID = "paid";
  private static final String NET = "net";
  private static final int MONTH = 30;
  private static final List<Integer> LATELY = List.of(7, MONTH);

  @Override
  public List<TableSpec> reads() {
    return List.of(PersonsTable.SPEC, DailyActivityTable.SPEC, OrdersTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(figures(reading));
    blocks.add(people(reading));
    blocks.add(events(reading));
    blocks.addAll(orders(reading));
    return new Section(
        "overview",
        Text.of("总览", "Overview"),
        Text.of("有多少人，最近做了什么，带来多少收入", "How many people, what they did lately, what they paid"),
        blocks);
  }

  private static Block figures(Reading reading) {
    Rows figures =
        Rows.of(
            Field.of("figure", "指标", "Figure", Format.TEXT),
            Field.of("value", "数值", "Value", Format.NUMBER),
            Field.of("format", "格式", "Format", Format.TEXT),
            Field.of("detail", "说明", "Detail", Format.TEXT),
            Field.of("definition", "定义", "Definition", Format.TEXT));
    for (Row row :
        reading.rows(
            reading
                .table(PersonsTable.SPEC)
                .agg(
                    count(lit(1)).as("all"),
                    coalesce(sum(isKind("member")), lit(0L)).as("members")))) {
      if (row.getLong(0) > 0) {
        figures.add(
            Text.of("用户总数", "People"),
            row.getLong(0),
            Format.COUNT.name(),
            counted("其中会员", "members", row.getLong(1)),
            Measure.PEOPLE.definition());
      }
    }
    for (Row row : reading.rows(lately(reading))) {
      for (int i = 0; i < LATELY.size() && !row.isNullAt(1); i++) {
        int days = LATELY.get(i);
        figures.add(
            Text.of("近 " + days + " 天活跃用户", "Active in " + days + " days"),
            row.getLong(2 * i),
            Format.COUNT.name(),
            counted("事件", "events", row.getLong(2 * i + 1)),
            Measure.ACTIVE_PEOPLE.definition());
      }
    }
    for (Row row : reading.rows(revenue(reading, MONTH).orderBy(col(ORDERS).desc()).limit(2))) {
      String currency = row.getAs(OrdersTable.CURRENCY.name());
      long orders = row.getAs(ORDERS);
      figures.add(
          Text.of("近 " + MONTH + " 天净收入", "Net revenue, " + MONTH + " days")
              .and(currency == null ? "?" : currency),
          row.getAs(NET),
          Format.MONEY.name(),
          counted("订单", "orders", orders),
          Measure.NET_REVENUE.definition());
    }
    return Block.shown(
        Block.Look.FIGURES, "overview-figures", Text.of("要点", "At a glance"), "run", figures);
  }

  /** People and events of each of the last windows, in one row; no number of events where none. */
  private static Dataset<Row> lately(Reading reading) {
    List<Column> measures = new ArrayList<>();
    for (int days : LATELY) {
      Column isIn = reading.within(DailyActivityTable.EVENT_DATE, days);
      measures.add(countDistinct(when(isIn, DailyActivityTable.ONE_ID.col())));
      measures.add(
          sum(when(isIn, DailyActivityTable.EVENT_COUNT.col()).otherwise(lit(0L))).as(EVENTS));
    }
    return reading
        .table(DailyActivityTable.SPEC)
        .where(reading.within(DailyActivityTable.EVENT_DATE, MONTH))
        .agg(measures.get(0), measures.subList(1, measures.size()).toArray(Column[]::new));
  }

  private static Text counted(String zh, String en, long count) {
    String number = String.format(Locale.ROOT, "%,d", count);
    return Text.of(zh + " " + number, en + ": " + number);
  }

  private static Column isKind(String kind) {
    return when(PersonsTable.PERSON_KIND.col().equalTo(kind), 1L).otherwise(0L);
  }

  /** Who was active each day, and who of them never before. */
  private static Block people(Reading reading) {
    Column day = DailyActivityTable.EVENT_DATE.col();
    String first = "first";
    Dataset<Row> days =
        reading
            .table(DailyActivityTable.SPEC)
            .where(reading.past(DailyActivityTable.EVENT_DATE))
            .groupBy(DailyActivityTable.ONE_ID.col())
            .agg(
                min(day).as(first),
                collect_set(when(reading.shown(DailyActivityTable.EVENT_DATE), day)).as("days"))
            .select(col(first), explode(col("days")).as(DailyActivityTable.EVENT_DATE.name()))
            .groupBy(day)
            .agg(
                count(lit(1)).as(ACTIVE),
                sum(when(col(first).equalTo(day), 1L).otherwise(0L)).as(NEW))
            .withColumn(RETURNING, col(ACTIVE).minus(col(NEW)))
            .orderBy(day);
    return Block.chart(
            "overview-people",
            Text.of("每日活跃用户：新与回访", "Active people by day: new and returning"),
            Chart.of(Chart.Kind.BAR, DailyActivityTable.EVENT_DATE.name(), NEW, RETURNING)
                .stacked(),
            "daily-activity",
            Rows.of(
                reading.rows(days),
                Field.of(DailyActivityTable.EVENT_DATE, "日期", "Day", Format.DAY),
                Field.of(NEW, "新用户", "New", Format.COUNT),
                Field.of(RETURNING, "回访用户", "Returning", Format.COUNT),
                Field.of(ACTIVE, "活跃用户", "Active", Format.COUNT)))
        .defined(Measure.KIND, Measure.NEW_PEOPLE.id())
        .defined(Measure.KIND, Measure.ACTIVE_PEOPLE.id());
  }

  private static Block events(Reading reading) {
    Dataset<Row> days =
        reading
            .table(DailyActivityTable.SPEC)
            .where(reading.shown(DailyActivityTable.EVENT_DATE))
            .groupBy(DailyActivityTable.EVENT_DATE.col(), DailyActivityTable.CHANNEL.col())
            .agg(sum(DailyActivityTable.EVENT_COUNT.col()).as(EVENTS))
            .orderBy(DailyActivityTable.EVENT_DATE.col(), DailyActivityTable.CHANNEL.col());
    return Block.chart(
        "overview-events",
        Text.of("每日各渠道事件数", "Events by day and channel"),
        Chart.of(Chart.Kind.LINE, DailyActivityTable.EVENT_DATE.name(), EVENTS)
            .by(DailyActivityTable.CHANNEL.name())
            .stacked(),
        "daily-activity",
        Rows.of(
            reading.rows(days),
            Field.of(DailyActivityTable.EVENT_DATE, "日期", "Day", Format.DAY),
            Field.of(DailyActivityTable.CHANNEL, "渠道", "Channel", Format.TEXT),
            Field.of(EVENTS, "事件数", "Events", Format.COUNT)));
  }

  /** Amounts of several currencies never share an axis. */
  private static List<Block> orders(Reading reading) {
    List<Row> days =
        reading.rows(
            byDay(reading).orderBy(OrdersTable.ORDER_DATE.col(), OrdersTable.CURRENCY.col()));
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
        .map(row -> row.<String>getAs(OrdersTable.CURRENCY.name()))
        .filter(currency -> currency != null)
        .distinct()
        .sorted()
        .limit(3)
        .forEach(
            currency ->
                blocks.add(
                    revenue(
                        currency,
                        days.stream()
                            .filter(row -> currency.equals(row.getAs(OrdersTable.CURRENCY.name())))
                            .toList())));
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

  private static Dataset<Row> byDay(Reading reading) {
    return measured(
        reading.table(OrdersTable.SPEC).where(reading.shown(OrdersTable.ORDER_DATE)),
        OrdersTable.ORDER_DATE.col(),
        OrdersTable.CURRENCY.col());
  }

  private static Dataset<Row> revenue(Reading reading, int days) {
    return measured(
        reading.table(OrdersTable.SPEC).where(reading.within(OrdersTable.ORDER_DATE, days)),
        OrdersTable.CURRENCY.col());
  }

  /** The measures as the glossary defines them. */
  private static Dataset<Row> measured(Dataset<Row> orders, Column... by) {
    Column isPaid = OrdersTable.PAID_AT.col().isNotNull();
    Column zero = lit(0).cast(Types.MONEY);
    Column gross = OrdersTable.GROSS_AMOUNT.col();
    return orders
        .groupBy(by)
        .agg(
            count(lit(1)).as(ORDERS),
            sum(gross).as(GMV),
            sum(when(isPaid, gross.minus(OrdersTable.DISCOUNT_AMOUNT.col())).otherwise(zero))
                .as(PAID),
            sum(when(
                        isPaid.or(OrdersTable.REFUNDED_AMOUNT.col().gt(0)),
                        OrdersTable.NET_AMOUNT.col())
                    .otherwise(zero))
                .as(NET));
  }
}
