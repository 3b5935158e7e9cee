package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
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
import java.sql.Date;
import java.time.LocalDate;
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
  private static final String WINDOW = "window_days";
  private static final String LAST = "last";
  private static final int MONTH = 30;
  private static final List<Integer> LATELY = List.of(7, MONTH);

  @Override
  public List<TableSpec> reads() {
    return List.of(PersonsTable.SPEC, DailyActivityTable.SPEC, OrdersTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Row> people = reading.rows(active(reading));
    List<Row> events = reading.rows(events(reading));
    OrderDays orders = OrderDays.of(reading);
    List<Block> blocks = new ArrayList<>();
    blocks.add(figures(reading, people, events, orders));
    blocks.add(people(people));
    blocks.add(byChannel(events));
    blocks.addAll(orders.blocks());
    return new Section(
        "overview",
        Text.of("总览", "Overview"),
        Text.of("有多少人，最近做了什么，带来多少收入", "How many people, what they did lately, what they paid"),
        blocks);
  }

  private static Block figures(
      Reading reading, List<Row> people, List<Row> events, OrderDays orders) {
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
    for (Row row : people) {
      Integer days = row.getAs(WINDOW);
      if (days != null) {
        figures.add(
            Text.of("近 " + days + " 天活跃用户", "Active in " + days + " days"),
            row.getAs(ACTIVE),
            Format.COUNT.name(),
            counted("事件", "events", events(events, reading.asOf().minusDays(days))),
            Measure.ACTIVE_PEOPLE.definition());
      }
    }
    orders.after(reading.asOf().minusDays(MONTH)).stream()
        .limit(2)
        .forEach(
            brought ->
                figures.add(
                    Text.of("近 " + MONTH + " 天净收入", "Net revenue, " + MONTH + " days")
                        .and(brought.currency().isEmpty() ? "?" : brought.currency()),
                    brought.net(),
                    Format.MONEY.name(),
                    counted("订单", "orders", brought.orders()),
                    Measure.NET_REVENUE.definition()));
    return Block.shown(
        Block.Look.FIGURES, "overview-figures", Text.of("要点", "At a glance"), "run", figures);
  }

  private static long events(List<Row> days, LocalDate after) {
    return days.stream()
        .filter(
            row ->
                row.<Date>getAs(DailyActivityTable.EVENT_DATE.name()).toLocalDate().isAfter(after))
        .mapToLong(row -> row.<Long>getAs(EVENTS))
        .sum();
  }

  private static Text counted(String zh, String en, long count) {
    String number = String.format(Locale.ROOT, "%,d", count);
    return Text.of(zh + " " + number, en + ": " + number);
  }

  private static Column isKind(String kind) {
    return when(PersonsTable.PERSON_KIND.col().equalTo(kind), 1L).otherwise(0L);
  }

  /**
   * How many were active on each day, and of them never before; and how many in the last days, in
   * rows that say of how many days and of no date. One pass over each person's days.
   */
  private static Dataset<Row> active(Reading reading) {
    Column day = DailyActivityTable.EVENT_DATE.col();
    String first = "first";
    String days = "days";
    String in = "in";
    Column ownDays =
        transform(
            col(days),
            one ->
                struct(
                    lit(null).cast(Types.INT).as(WINDOW),
                    one.as(DailyActivityTable.EVENT_DATE.name())));
    Column ownWindows =
        array(
            LATELY.stream()
                .map(
                    window ->
                        when(
                            col(LAST).gt(date_sub(lit(reading.asOf()), window)),
                            struct(
                                lit(window).as(WINDOW),
                                lit(null)
                                    .cast(Types.DATE)
                                    .as(DailyActivityTable.EVENT_DATE.name()))))
                .toArray(Column[]::new));
    return reading
        .table(DailyActivityTable.SPEC)
        .where(reading.past(DailyActivityTable.EVENT_DATE))
        .groupBy(DailyActivityTable.ONE_ID.col())
        .agg(
            min(day).as(first),
            max(day).as(LAST),
            collect_set(when(reading.shown(DailyActivityTable.EVENT_DATE), day)).as(days))
        .select(col(first), explode(array_compact(concat(ownDays, ownWindows))).as(in))
        .select(col(first), col(in + ".*"))
        .groupBy(col(WINDOW), day)
        .agg(count(lit(1)).as(ACTIVE), sum(when(col(first).equalTo(day), 1L).otherwise(0L)).as(NEW))
        .withColumn(RETURNING, col(ACTIVE).minus(col(NEW)))
        .orderBy(col(WINDOW), day);
  }

  private static Block people(List<Row> rows) {
    return Block.chart(
            "overview-people",
            Text.of("每日活跃用户：新与回访", "Active people by day: new and returning"),
            Chart.of(Chart.Kind.BAR, DailyActivityTable.EVENT_DATE.name(), NEW, RETURNING)
                .stacked(),
            "daily-activity",
            Rows.of(
                rows.stream().filter(row -> row.getAs(WINDOW) == null).toList(),
                Field.of(DailyActivityTable.EVENT_DATE, "日期", "Day", Format.DAY),
                Field.of(NEW, "新用户", "New", Format.COUNT),
                Field.of(RETURNING, "回访用户", "Returning", Format.COUNT),
                Field.of(ACTIVE, "活跃用户", "Active", Format.COUNT)))
        .defined(Measure.KIND, Measure.NEW_PEOPLE.id())
        .defined(Measure.KIND, Measure.ACTIVE_PEOPLE.id());
  }

  private static Dataset<Row> events(Reading reading) {
    return reading
        .table(DailyActivityTable.SPEC)
        .where(reading.shown(DailyActivityTable.EVENT_DATE))
        .groupBy(DailyActivityTable.EVENT_DATE.col(), DailyActivityTable.CHANNEL.col())
        .agg(sum(DailyActivityTable.EVENT_COUNT.col()).as(EVENTS))
        .orderBy(DailyActivityTable.EVENT_DATE.col(), DailyActivityTable.CHANNEL.col());
  }

  private static Block byChannel(List<Row> events) {
    return Block.chart(
        "overview-events",
        Text.of("每日各渠道事件数", "Events by day and channel"),
        Chart.of(Chart.Kind.LINE, DailyActivityTable.EVENT_DATE.name(), EVENTS)
            .by(DailyActivityTable.CHANNEL.name())
            .stacked(),
        "daily-activity",
        Rows.of(
            events,
            Field.of(DailyActivityTable.EVENT_DATE, "日期", "Day", Format.DAY),
            Field.of(DailyActivityTable.CHANNEL, "渠道", "Channel", Format.TEXT),
            Field.of(EVENTS, "事件数", "Events", Format.COUNT)));
  }
}
