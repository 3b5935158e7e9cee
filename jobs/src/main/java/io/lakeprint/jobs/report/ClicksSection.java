package io.lakeprint.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.dense_rank;
import static org.apache.spark.sql.functions.max;

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
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Where on pages people click, on what, and how far down they read: the busiest pages. */
final class ClicksSection implements ReportSection {

  private static final String JOB = "reports";
  private static final String PLACE = "place";
  private static final String LEFT = "left_ratio";
  private static final String RIGHT = "right_ratio";
  private static final String TOP = "top_pixels";
  private static final String BOTTOM = "bottom_pixels";
  private static final String DEPTH = "depth_ratio";
  private static final String PAGE_EVENTS = "page_events";
  private static final String RANK = "rank";
  private static final int MOST_PAGES = 3;
  private static final int TENTHS = 10;

  @Override
  public List<TableSpec> reads() {
    return List.of(HeatmapCellsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.addAll(positions(reading));
    blocks.addAll(elements(reading));
    blocks.addAll(reach(reading));
    Block none =
        Block.chart(
            "clicks-places",
            Text.of("页面点击", "Clicks on pages"),
            Chart.page(LEFT, TOP, HeatmapCellsTable.EVENTS.name()),
            JOB,
            Rows.of(Field.of(HeatmapCellsTable.EVENTS, "点击数", "Clicks", Format.COUNT)));
    return new Section(
        "clicks",
        Text.of("页面点击", "Clicks on pages"),
        Text.of(
            "页面上点了哪里、点了什么、看到多深",
            "Where on pages people click, on what, and how far down they read"),
        ReportForm.CLICKS.told(reading, blocks, none));
  }

  /** The whole range of all maps of a kind, the busiest pages of each, the busiest first. */
  private static List<Row> busiest(Reading reading, String kind, int pages) {
    Column[] map = {
      HeatmapCellsTable.REPORT_ID.col(),
      HeatmapCellsTable.BREAKDOWN_NAME.col(),
      HeatmapCellsTable.BREAKDOWN_VALUE.col()
    };
    Dataset<Row> cells =
        reading
            .table(HeatmapCellsTable.SPEC)
            .where(HeatmapCellsTable.HEATMAP_KIND.col().equalTo(kind))
            .where(HeatmapCellsTable.PERIOD_GRAIN.col().equalTo(ReportSeries.TOTAL))
            .where(reading.past(HeatmapCellsTable.PERIOD_START));
    Dataset<Row> latest =
        cells
            .withColumn(
                RANK,
                dense_rank()
                    .over(
                        Window.partitionBy(map)
                            .orderBy(HeatmapCellsTable.PERIOD_START.col().desc())))
            .where(col(RANK).equalTo(1));
    return reading.rows(
        latest
            .withColumn(
                PAGE_EVENTS,
                max(HeatmapCellsTable.ALL_EVENTS.col())
                    .over(Window.partitionBy(map[0], map[1], map[2], HeatmapCellsTable.PAGE.col())))
            .withColumn(
                RANK,
                dense_rank()
                    .over(
                        Window.partitionBy(map)
                            .orderBy(col(PAGE_EVENTS).desc(), HeatmapCellsTable.PAGE.col())))
            .where(col(RANK).leq(pages))
            .orderBy(
                map[0],
                map[1],
                map[2],
                col(RANK),
                HeatmapCellsTable.CELL_Y.col(),
                HeatmapCellsTable.CELL_X.col(),
                HeatmapCellsTable.EVENTS.col().desc(),
                HeatmapCellsTable.ELEMENT.col()));
  }

  /**
   * Windows of different devices lay a page out differently: a map that is told by device is shown
   * so, and not for all together.
   */
  private static List<Block> positions(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    Reading.grouped(busiest(reading, "positions", MOST_PAGES), HeatmapCellsTable.REPORT_ID)
        .forEach(
            (key, map) -> {
              List<Row> values = map.stream().filter(row -> !isEverybody(row)).toList();
              Reading.grouped(
                      values.isEmpty() ? map : values,
                      HeatmapCellsTable.BREAKDOWN_VALUE,
                      HeatmapCellsTable.PAGE)
                  .forEach(
                      (place, cells) ->
                          blocks.add(
                              position(
                                  reading,
                                  key.get(0),
                                  blocks.size() + 1,
                                  values.isEmpty()
                                      ? place.get(1)
                                      : place.get(1) + " · " + place.get(0),
                                  cells)));
            });
    return blocks;
  }

  private static Block position(
      Reading reading, String report, int number, String place, List<Row> cells) {
    int columns =
        reading
            .names()
            .number(DefinitionNames.REPORT, report, "columns")
            .orElseGet(() -> 1 + cells.stream().mapToInt(ClicksSection::x).max().orElse(0));
    int height = reading.names().number(DefinitionNames.REPORT, report, "row-pixels").orElse(1);
    Rows table =
        Rows.of(
            Field.of(LEFT, "左", "Left", Format.RATIO),
            Field.of(RIGHT, "右", "Right", Format.RATIO),
            Field.of(TOP, "上（像素）", "Top, pixels", Format.COUNT),
            Field.of(BOTTOM, "下（像素）", "Bottom, pixels", Format.COUNT),
            Field.of(HeatmapCellsTable.EVENTS, "点击数", "Clicks", Format.COUNT),
            Field.of(HeatmapCellsTable.EVENT_RATIO, "占该页", "Of the page", Format.RATIO),
            Field.of(HeatmapCellsTable.USERS, "人数", "People", Format.COUNT));
    for (Row cell : cells) {
      int y = cell.<Integer>getAs(HeatmapCellsTable.CELL_Y.name());
      table.add(
          (double) x(cell) / columns,
          (x(cell) + 1.0) / columns,
          y * height,
          (y + 1) * height,
          cell.getAs(HeatmapCellsTable.EVENTS.name()),
          cell.getAs(HeatmapCellsTable.EVENT_RATIO.name()),
          cell.getAs(HeatmapCellsTable.USERS.name()));
    }
    return Block.chart(
            "clicks-" + report + "-" + number,
            reading.names().of(DefinitionNames.REPORT, report).and(place),
            Chart.page(LEFT, TOP, HeatmapCellsTable.EVENTS.name()),
            JOB,
            table)
        .defined(DefinitionNames.REPORT, report)
        .note(
            Text.of(
                "横向按窗口宽度归一，纵向为离页面顶端的像素；颜色越重点击越多",
                "Across as a part of the window's width, down in pixels from the top of the page; the stronger the"
                    + " colour, the more clicks"));
  }

  private static int x(Row cell) {
    return cell.<Integer>getAs(HeatmapCellsTable.CELL_X.name());
  }

  private static List<Block> elements(Reading reading) {
    List<Row> rows =
        busiest(reading, "elements", Integer.MAX_VALUE).stream()
            .filter(ClicksSection::isEverybody)
            .filter(
                row ->
                    row.<Long>getAs(HeatmapCellsTable.USERS.name())
                        >= reading.config().smallestGroup())
            .toList();
    List<Block> blocks = new ArrayList<>();
    Reading.grouped(rows, HeatmapCellsTable.REPORT_ID)
        .forEach(
            (key, own) -> {
              Rows table =
                  Rows.of(
                      Field.of(PLACE, "页面与元素", "Page and element", Format.TEXT),
                      Field.of(HeatmapCellsTable.EVENTS, "点击数", "Clicks", Format.COUNT),
                      Field.of(HeatmapCellsTable.EVENT_RATIO, "占该页", "Of the page", Format.RATIO),
                      Field.of(HeatmapCellsTable.USERS, "人数", "People", Format.COUNT));
              for (Row row : own) {
                table.add(
                    Reading.text(row, HeatmapCellsTable.PAGE)
                        + " · "
                        + Reading.text(row, HeatmapCellsTable.ELEMENT),
                    row.getAs(HeatmapCellsTable.EVENTS.name()),
                    row.getAs(HeatmapCellsTable.EVENT_RATIO.name()),
                    row.getAs(HeatmapCellsTable.USERS.name()));
              }
              blocks.add(
                  Block.chart(
                          "clicks-" + key.get(0),
                          reading.names().of(DefinitionNames.REPORT, key.get(0)),
                          Chart.of(Chart.Kind.RANK, PLACE, HeatmapCellsTable.EVENTS.name()),
                          JOB,
                          table)
                      .defined(DefinitionNames.REPORT, key.get(0)));
            });
    return blocks;
  }

  private static List<Block> reach(Reading reading) {
    List<Row> rows =
        busiest(reading, "reach", MOST_PAGES).stream().filter(ClicksSection::isEverybody).toList();
    List<Block> blocks = new ArrayList<>();
    Reading.grouped(rows, HeatmapCellsTable.REPORT_ID)
        .forEach(
            (key, own) -> {
              Rows table =
                  Rows.of(
                      Field.of(DEPTH, "页面深度", "Depth of the page", Format.TEXT),
                      Field.of(HeatmapCellsTable.PAGE, "页面", "Page", Format.TEXT),
                      Field.of(HeatmapCellsTable.EVENT_RATIO, "触达率", "Reached by", Format.RATIO),
                      Field.of(
                          HeatmapCellsTable.EVENTS, "触达次数", "Views that got there", Format.COUNT),
                      Field.of(HeatmapCellsTable.ALL_EVENTS, "浏览次数", "Page views", Format.COUNT));
              for (Row row : own) {
                table.add(
                    row.<Integer>getAs(HeatmapCellsTable.CELL_Y.name()) * 100 / TENTHS + "%",
                    Reading.text(row, HeatmapCellsTable.PAGE),
                    row.getAs(HeatmapCellsTable.EVENT_RATIO.name()),
                    row.getAs(HeatmapCellsTable.EVENTS.name()),
                    row.getAs(HeatmapCellsTable.ALL_EVENTS.name()));
              }
              blocks.add(
                  Block.chart(
                          "clicks-" + key.get(0),
                          reading.names().of(DefinitionNames.REPORT, key.get(0)),
                          Chart.of(Chart.Kind.LINE, DEPTH, HeatmapCellsTable.EVENT_RATIO.name())
                              .by(HeatmapCellsTable.PAGE.name()),
                          JOB,
                          table)
                      .defined(DefinitionNames.REPORT, key.get(0)));
            });
    return blocks;
  }

  private static boolean isEverybody(Row row) {
    return Reading.text(row, HeatmapCellsTable.BREAKDOWN_NAME).equals(ReportColumns.ALL);
  }
}
