package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.MetricValuesTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The periodic review: each metric of the last whole period, the one before and a year ago. */
final class MetricsSection implements ReportSection {

  private static final String JOB = "metrics";

  /** Of its definitions. */
  static final String KIND = "metric";

  private static final int TREND = 12;

  /** Months are reviewed before weeks; days are too many to read. */
  private static final List<String> GRAINS = List.of("month", "week");

  @Override
  public List<TableSpec> reads() {
    return List.of(MetricValuesTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    for (String grain : GRAINS) {
      List<Row> rows = rows(reading, grain);
      latest(rows).ifPresent(period -> blocks.add(review(grain, period, rows)));
    }
    if (blocks.isEmpty()) {
      blocks.add(
          Block.shown(
              Block.Look.REVIEW,
              "metrics-month",
              Text.of("指标回顾", "Review of metrics"),
              JOB,
              table()));
    }
    return new Section(
        "metrics",
        Text.of("指标回顾", "Review of metrics"),
        Text.of(
            "各项指标与上期、去年同期相比是好是坏",
            "What is better or worse than in the period before, and than a year ago"),
        blocks);
  }

  /** The latest periods, the oldest first. */
  private static List<Row> rows(Reading reading, String grain) {
    return reading.rows(
        reading
            .table(MetricValuesTable.SPEC)
            .where(MetricValuesTable.PERIOD_GRAIN.col().equalTo(grain))
            .where(MetricValuesTable.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL))
            .where(MetricValuesTable.CELL_COMPLETE.col())
            .where(reading.past(MetricValuesTable.PERIOD_START))
            .where(
                MetricValuesTable.PERIOD_START
                    .col()
                    .geq(Date.valueOf(ReportSeries.later(reading.asOf(), grain, -TREND - 1))))
            .orderBy(
                MetricValuesTable.PERIOD_START.col(),
                MetricValuesTable.REPORT_ID.col(),
                MetricValuesTable.CURRENCY.col()));
  }

  private static Optional<LocalDate> latest(List<Row> oldestFirst) {
    return oldestFirst.isEmpty()
        ? Optional.empty()
        : Optional.of(start(oldestFirst.get(oldestFirst.size() - 1)));
  }

  private static LocalDate start(Row row) {
    return row.<Date>getAs(MetricValuesTable.PERIOD_START.name()).toLocalDate();
  }

  private static Block review(String grain, LocalDate period, List<Row> oldestFirst) {
    Map<List<@Nullable Object>, Map<LocalDate, Double>> values = new HashMap<>();
    for (Row row : oldestFirst) {
      Double value = row.getAs(MetricValuesTable.VALUE.name());
      if (value != null) {
        values.computeIfAbsent(metric(row), key -> new HashMap<>()).put(start(row), value);
      }
    }
    Rows table = table();
    oldestFirst.stream()
        .filter(row -> start(row).equals(period))
        .forEach(
            row ->
                add(table, row, trend(values.getOrDefault(metric(row), Map.of()), grain, period)));
    Text name =
        grain.equals("month")
            ? Text.of("月度回顾 · " + period, "The month of " + period)
            : Text.of("每周回顾 · " + period, "The week of " + period);
    return Block.shown(Block.Look.REVIEW, "metrics-" + grain, name, JOB, table)
        .note(
            Text.of(
                "最近一个完整周期；箭头为升降，绿色为向好、红色为变差；趋势为最近 " + TREND + " 个周期",
                "The last period that is over; arrows tell up and down, green better and red worse; the trend is of"
                    + " the last "
                    + TREND
                    + " periods"));
  }

  /** A metric in a currency. */
  private static List<@Nullable Object> metric(Row row) {
    List<@Nullable Object> key = new ArrayList<>();
    key.add(Reading.text(row, MetricValuesTable.REPORT_ID));
    key.add(row.getAs(MetricValuesTable.CURRENCY.name()));
    return key;
  }

  /** The values up to a period, the oldest first; null where one has none. */
  private static List<@Nullable Double> trend(
      Map<LocalDate, Double> values, String grain, LocalDate period) {
    List<@Nullable Double> trend = new ArrayList<>();
    for (int back = 0; back < TREND; back++) {
      trend.add(values.get(ReportSeries.later(period, grain, -back)));
    }
    Collections.reverse(trend);
    return trend;
  }

  private static Rows table() {
    return Rows.of(
        Field.of("name", "指标", "Metric", Format.TEXT),
        Field.of("definition", "定义", "Definition", Format.TEXT),
        Field.of(MetricValuesTable.VALUE, "数值", "Value", Format.NUMBER),
        Field.of("format", "格式", "Format", Format.TEXT),
        Field.of(MetricValuesTable.PREVIOUS_VALUE, "上期", "Before", Format.NUMBER),
        Field.of(MetricValuesTable.PREVIOUS_CHANGE_RATIO, "较上期", "Change", Format.RATIO),
        Field.of(MetricValuesTable.YEAR_AGO_VALUE, "去年同期", "A year ago", Format.NUMBER),
        Field.of(
            MetricValuesTable.YEAR_AGO_CHANGE_RATIO, "较去年同期", "Change in a year", Format.RATIO),
        Field.of(MetricValuesTable.BETTER, "何者为好", "Better", Format.TEXT),
        Field.of("trend", "趋势", "Trend", Format.TEXT));
  }

  private static void add(Rows table, Row row, List<@Nullable Double> trend) {
    String currency = row.getAs(MetricValuesTable.CURRENCY.name());
    Text name =
        Text.of(
            Reading.text(row, MetricValuesTable.NAME_ZH),
            Reading.text(row, MetricValuesTable.NAME_EN));
    table.add(
        currency == null ? name : name.and(currency),
        DefinitionNames.key(KIND, Reading.text(row, MetricValuesTable.REPORT_ID)),
        row.getAs(MetricValuesTable.VALUE.name()),
        format(Reading.text(row, MetricValuesTable.UNIT)).name(),
        row.getAs(MetricValuesTable.PREVIOUS_VALUE.name()),
        row.getAs(MetricValuesTable.PREVIOUS_CHANGE_RATIO.name()),
        row.getAs(MetricValuesTable.YEAR_AGO_VALUE.name()),
        row.getAs(MetricValuesTable.YEAR_AGO_CHANGE_RATIO.name()),
        Reading.text(row, MetricValuesTable.BETTER),
        trend);
  }

  /** How values of a unit are written. */
  static Format format(String unit) {
    return switch (unit) {
      case "count" -> Format.COUNT;
      case "ratio" -> Format.RATIO;
      case "seconds" -> Format.SECONDS;
      case "money" -> Format.MONEY;
      default -> Format.NUMBER;
    };
  }
}
