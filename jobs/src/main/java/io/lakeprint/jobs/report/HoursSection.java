package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.weekday;

import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.HeatmapCellsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.jobs.report.page.Block;
import io.lakeprint.jobs.report.page.Chart;
import io.lakeprint.jobs.report.page.Field;
import io.lakeprint.jobs.report.page.Format;
import io.lakeprint.jobs.report.page.Rows;
import io.lakeprint.jobs.report.page.Section;
import io.lakeprint.jobs.report.page.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** At which hours of the week people are active, and what they turn to. */
final class HoursSection implements ReportSection {

  private static final String EVENTS = "events";
  private static final String PEOPLE = "people";
  private static final String WEEKDAY = "weekday";
  private static final String HOUR = "hour";
  private static final int HOURS = 24;
  private static final int MOST_VALUES = 15;

  /** From Monday, as Spark counts them. */
  private static final List<Text> WEEKDAYS =
      List.of(
          Text.of("周一", "Mon"),
          Text.of("周二", "Tue"),
          Text.of("周三", "Wed"),
          Text.of("周四", "Thu"),
          Text.of("周五", "Fri"),
          Text.of("周六", "Sat"),
          Text.of("周日", "Sun"));

  /** Dimensions whose most frequent values are shown. */
  private static final Map<String, Text> DIMENSIONS =
      Map.of(
          "category", Text.of("品类", "Categories"),
          "page", Text.of("页面", "Pages"),
          "device", Text.of("设备", "Devices"),
          "region", Text.of("地区", "Regions"),
          "campaign", Text.of("活动", "Campaigns"));

  @Override
  public List<TableSpec> reads() {
    return List.of(DailyDimensionsTable.SPEC, HeatmapCellsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    Dataset<Row> shown =
        reading
            .table(DailyDimensionsTable.SPEC)
            .where(reading.shown(DailyDimensionsTable.EVENT_DATE));
    List<Block> blocks = new ArrayList<>();
    Block week = week(reading, shown);
    blocks.add(week);
    List<Block> maps = maps(reading);
    if (!maps.isEmpty() || !ReportForm.HOURS.among(reading.names()).isEmpty()) {
      blocks.addAll(ReportForm.HOURS.told(reading, maps, week));
    }
    blocks.addAll(values(reading, shown));
    return new Section(
        "when",
        Text.of("时段与兴趣", "When and what"),
        Text.of(
            "一周中什么时候活跃，关注什么",
            "At which hours of the week people are active, and what they turn to"),
        blocks);
  }

  /** All hours of the week, also those in which nothing happened. */
  private static Block week(Reading reading, Dataset<Row> shown) {
    Map<List<Integer>, Long> cells = new HashMap<>();
    for (Row row :
        reading.rows(
            shown
                .where(DailyDimensionsTable.DIMENSION.col().equalTo(HOUR))
                .groupBy(
                    weekday(DailyDimensionsTable.EVENT_DATE.col()).as(WEEKDAY),
                    DailyDimensionsTable.DIMENSION_VALUE.col().cast("int").as(HOUR))
                .agg(sum(DailyDimensionsTable.EVENT_COUNT.col()).as(EVENTS)))) {
      cells.put(List.of(row.getInt(0), row.getInt(1)), row.getLong(2));
    }
    return Measure.linked(
            week("when-week", Text.of("小时 × 星期", "Hour by weekday"), "daily-activity", cells),
            Measure.EVENTS)
        .note(
            Text.of(
                "业务时区；夏令时开始那天少一小时，结束那天同一小时算两次",
                "Business zone; on the day that daylight saving begins an hour is missing, on the day that it ends one"
                    + " counts twice"));
  }

  /** Events by day of the week from Monday as 0, and hour. */
  private static Block week(String id, Text title, String job, Map<List<Integer>, Long> cells) {
    Rows table =
        Rows.of(
            Field.of(WEEKDAY, "星期", "Weekday", Format.TEXT),
            Field.of(HOUR, "小时", "Hour", Format.TEXT),
            Field.of(EVENTS, "事件数", "Events", Format.COUNT));
    if (!cells.isEmpty()) {
      for (int day = 0; day < WEEKDAYS.size(); day++) {
        for (int hour = 0; hour < HOURS; hour++) {
          table.add(
              WEEKDAYS.get(day),
              String.format("%02d", hour),
              cells.getOrDefault(List.of(day, hour), 0L));
        }
      }
    }
    return Block.chart(id, title, Chart.heat(HOUR, WEEKDAY, EVENTS), job, table);
  }

  /** The maps of hours that reports ask for: each whole, the latest period where it has several. */
  private static List<Block> maps(Reading reading) {
    List<Row> rows =
        reading.rows(
            reading
                .table(HeatmapCellsTable.SPEC)
                .where(HeatmapCellsTable.HEATMAP_KIND.col().equalTo("hours"))
                .where(HeatmapCellsTable.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL))
                .where(reading.past(HeatmapCellsTable.PERIOD_START))
                .orderBy(
                    HeatmapCellsTable.REPORT_ID.col(),
                    HeatmapCellsTable.PERIOD_GRAIN.col(),
                    HeatmapCellsTable.PERIOD_START.col().desc(),
                    HeatmapCellsTable.CELL_Y.col(),
                    HeatmapCellsTable.CELL_X.col()));
    List<Block> blocks = new ArrayList<>();
    Reading.grouped(rows, HeatmapCellsTable.REPORT_ID, HeatmapCellsTable.PERIOD_GRAIN)
        .forEach(
            (key, series) -> {
              Map<List<Integer>, Long> cells = new HashMap<>();
              for (Row row : ReportSeries.latest(series)) {
                cells.put(
                    List.of(
                        row.<Integer>getAs(HeatmapCellsTable.CELL_Y.name()) - 1,
                        row.getAs(HeatmapCellsTable.CELL_X.name())),
                    row.getAs(HeatmapCellsTable.EVENTS.name()));
              }
              blocks.add(
                  week(
                          "when-" + key.get(0) + "-" + key.get(1),
                          reading
                              .names()
                              .of(DefinitionNames.REPORT, key.get(0))
                              .and(ReportSeries.by(key.get(1))),
                          "reports",
                          cells)
                      .defined(DefinitionNames.REPORT, key.get(0)));
            });
    return blocks;
  }

  private static List<Block> values(Reading reading, Dataset<Row> shown) {
    String rank = "rank";
    List<Row> rows =
        reading.rows(
            shown
                .where(
                    DailyDimensionsTable.DIMENSION
                        .col()
                        .isin(DIMENSIONS.keySet().stream().sorted().toArray()))
                .groupBy(
                    DailyDimensionsTable.DIMENSION.col(),
                    DailyDimensionsTable.DIMENSION_VALUE.col())
                .agg(
                    sum(DailyDimensionsTable.EVENT_COUNT.col()).as(EVENTS),
                    countDistinct(DailyDimensionsTable.ONE_ID.col()).as(PEOPLE))
                .where(col(PEOPLE).geq(reading.config().smallestGroup()))
                .withColumn(
                    rank,
                    row_number()
                        .over(
                            Window.partitionBy(DailyDimensionsTable.DIMENSION.col())
                                .orderBy(
                                    col(PEOPLE).desc(),
                                    DailyDimensionsTable.DIMENSION_VALUE.col())))
                .where(col(rank).leq(MOST_VALUES))
                .orderBy(DailyDimensionsTable.DIMENSION.col(), col(rank)));
    return Reading.grouped(rows, DailyDimensionsTable.DIMENSION).entrySet().stream()
        .map(
            group ->
                Measure.linked(
                    Block.chart(
                        "when-" + group.getKey().get(0),
                        DIMENSIONS.getOrDefault(
                            group.getKey().get(0), Text.same(group.getKey().get(0))),
                        Chart.of(
                            Chart.Kind.RANK, DailyDimensionsTable.DIMENSION_VALUE.name(), PEOPLE),
                        "daily-activity",
                        Rows.of(
                            group.getValue(),
                            Field.of(
                                DailyDimensionsTable.DIMENSION_VALUE, "取值", "Value", Format.TEXT),
                            Field.of(PEOPLE, "人数", "People", Format.COUNT),
                            Field.of(EVENTS, "事件数", "Events", Format.COUNT))),
                    Measure.ACTIVE_PEOPLE,
                    Measure.EVENTS))
        .toList();
  }
}
