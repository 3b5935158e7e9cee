package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.LifecycleTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.RetentionCellsTable;
import io.lakeprint.common.tables.StickinessTable;
import io.lakeprint.common.tables.TableSpec;
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
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who comes back, who is new or away, and on how many days people are active. */
final class ReturnSection implements ReportSection {

  private static final String JOB = "reports";

  /** Periods of stickiness side by side. */
  private static final int PERIODS = 3;

  @Override
  public List<TableSpec> reads() {
    return List.of(RetentionCellsTable.SPEC, LifecycleTable.SPEC, StickinessTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Block> blocks = new ArrayList<>(retention(reading));
    blocks.addAll(lifecycle(reading));
    blocks.addAll(stickiness(reading));
    return new Section(
        "return",
        Text.of("留存与活跃", "Return"),
        Text.of("谁会回来，谁是新客，谁在流失", "Who comes back, who is new, who stays away"),
        blocks);
  }

  private static List<Block> retention(Reading reading) {
    List<Row> rows =
        reading.rows(
            everybody(reading, RetentionCellsTable.SPEC)
                .orderBy(
                    ReportColumns.REPORT_ID.col(),
                    ReportColumns.PERIOD_GRAIN.col(),
                    ReportColumns.PERIOD_START.col(),
                    RetentionCellsTable.CELL_NO.col()));
    List<Block> blocks = new ArrayList<>();
    Reading.grouped(rows, ReportColumns.REPORT_ID, ReportColumns.PERIOD_GRAIN)
        .forEach(
            (key, series) ->
                blocks.add(
                    cells(
                            id("retention", key),
                            title(reading, key),
                            begun(series, key.get(1), reading.asOf()))
                        .defined(DefinitionNames.REPORT, key.get(0))
                        .note(
                            Text.of(
                                "每行一批用户，每格是其中回来的比例；虚线格还没过完，数值还会变；还没开始的格不画",
                                "A row is a cohort, a cell the share of it that came back; dashed cells are not over"
                                    + " yet and may still grow, cells that have not begun are left out"))));
    return ReportForm.RETENTION.told(
        reading, blocks, cells("retention", Text.of("留存", "Retention"), List.of()));
  }

  /** Cells of which at least a day is over: of the others nothing can be said yet. */
  private static List<Row> begun(List<Row> cells, String grain, LocalDate asOf) {
    return cells.stream()
        .filter(
            cell -> {
              LocalDate cohort = cell.<Date>getAs(ReportColumns.PERIOD_START.name()).toLocalDate();
              int offset = cell.getAs(RetentionCellsTable.FIRST_OFFSET.name());
              return !ReportSeries.later(cohort, grain, offset).isAfter(asOf);
            })
        .toList();
  }

  private static Block cells(String id, Text title, List<Row> rows) {
    return Block.chart(
        id,
        title,
        Chart.heat(
                RetentionCellsTable.CELL_NO.name(),
                ReportColumns.PERIOD_START.name(),
                RetentionCellsTable.RETENTION_RATIO.name())
            .complete(RetentionCellsTable.CELL_COMPLETE),
        JOB,
        Rows.of(
            rows,
            Field.of(ReportColumns.PERIOD_START, "批次", "Cohort", Format.DAY),
            Field.of(RetentionCellsTable.COHORT_USERS, "批次人数", "Cohort people", Format.COUNT),
            Field.of(RetentionCellsTable.CELL_NO, "第几格", "Cell", Format.COUNT),
            Field.of(RetentionCellsTable.RETURNED_USERS, "回来人数", "Came back", Format.COUNT),
            Field.of(RetentionCellsTable.RETENTION_RATIO, "留存率", "Retention", Format.RATIO),
            Field.of(RetentionCellsTable.CELL_COMPLETE, "已过完", "Over", Format.FLAG)));
  }

  private static List<Block> lifecycle(Reading reading) {
    List<Row> rows =
        reading.rows(
            everybody(reading, LifecycleTable.SPEC)
                .orderBy(
                    ReportColumns.REPORT_ID.col(),
                    ReportColumns.PERIOD_GRAIN.col(),
                    ReportColumns.PERIOD_START.col()));
    List<Block> blocks = new ArrayList<>();
    Reading.grouped(rows, ReportColumns.REPORT_ID, ReportColumns.PERIOD_GRAIN)
        .forEach(
            (key, series) ->
                blocks.add(
                    statuses(id("lifecycle", key), title(reading, key), series)
                        .defined(DefinitionNames.REPORT, key.get(0))
                        .note(
                            Text.of(
                                "新 + 连续 + 回流 = 活跃；沉睡（上期活跃、本期没有）画在轴下",
                                "New + returning + resurrecting = active; dormant (active in the period before, not in"
                                    + " this) hang below the axis"))));
    return ReportForm.LIFECYCLE.told(
        reading, blocks, statuses("lifecycle", Text.of("生命周期", "Life cycle"), List.of()));
  }

  /** A column per status. */
  private static Block statuses(String id, Text title, List<Row> rows) {
    Map<Object, Map<String, Long>> periods = new TreeMap<>();
    Map<Object, Boolean> complete = new TreeMap<>();
    for (Row row : rows) {
      Object period = row.getAs(ReportColumns.PERIOD_START.name());
      periods
          .computeIfAbsent(period, first -> new TreeMap<>())
          .put(Reading.text(row, LifecycleTable.STATUS), row.getAs(LifecycleTable.USERS.name()));
      complete.put(period, row.getAs(LifecycleTable.CELL_COMPLETE.name()));
    }
    Rows table =
        Rows.of(
            Field.of(ReportColumns.PERIOD_START, "周期", "Period", Format.DAY),
            Field.of("new", "新用户", "New", Format.COUNT),
            Field.of("returning", "连续活跃", "Returning", Format.COUNT),
            Field.of("resurrecting", "回流", "Resurrecting", Format.COUNT),
            Field.of("dormant", "沉睡", "Dormant", Format.COUNT),
            Field.of(LifecycleTable.CELL_COMPLETE, "已过完", "Over", Format.FLAG));
    periods.forEach(
        (period, users) ->
            table.add(
                period,
                users.getOrDefault("new", 0L),
                users.getOrDefault("returning", 0L),
                users.getOrDefault("resurrecting", 0L),
                users.getOrDefault("dormant", 0L),
                complete.get(period)));
    return Block.chart(
        id,
        title,
        Chart.of(
                Chart.Kind.BAR,
                ReportColumns.PERIOD_START.name(),
                "new",
                "returning",
                "resurrecting",
                "dormant")
            .stacked()
            .down("dormant")
            .complete(LifecycleTable.CELL_COMPLETE),
        JOB,
        table);
  }

  private static List<Block> stickiness(Reading reading) {
    List<Row> rows =
        reading.rows(
            everybody(reading, StickinessTable.SPEC)
                .orderBy(
                    ReportColumns.REPORT_ID.col(),
                    ReportColumns.PERIOD_GRAIN.col(),
                    ReportColumns.PERIOD_START.col(),
                    StickinessTable.ACTIVE_INTERVALS.col()));
    List<Block> blocks = new ArrayList<>();
    Reading.grouped(rows, ReportColumns.REPORT_ID, ReportColumns.PERIOD_GRAIN)
        .forEach(
            (key, series) ->
                blocks.add(
                    intervals(
                            id("stickiness", key),
                            title(reading, key),
                            ReportSeries.lastPeriods(series, PERIODS))
                        .defined(DefinitionNames.REPORT, key.get(0))));
    return ReportForm.STICKINESS.told(
        reading, blocks, intervals("stickiness", Text.of("粘性", "Stickiness"), List.of()));
  }

  private static Block intervals(String id, Text title, List<Row> rows) {
    return Block.chart(
        id,
        title,
        Chart.of(Chart.Kind.BAR, StickinessTable.ACTIVE_INTERVALS, StickinessTable.USER_RATIO)
            .by(ReportColumns.PERIOD_START.name())
            .complete(StickinessTable.CELL_COMPLETE),
        JOB,
        Rows.of(
            rows,
            Field.of(ReportColumns.PERIOD_START, "周期", "Period", Format.DAY),
            Field.of(StickinessTable.ACTIVE_INTERVALS, "活跃天（周）数", "Active intervals", Format.COUNT),
            Field.of(StickinessTable.USERS, "人数", "People", Format.COUNT),
            Field.of(StickinessTable.USER_RATIO, "占活跃用户", "Of active people", Format.RATIO),
            Field.of(StickinessTable.CELL_COMPLETE, "已过完", "Over", Format.FLAG)));
  }

  private static Dataset<Row> everybody(Reading reading, TableSpec table) {
    return reading
        .table(table)
        .where(reading.past(ReportColumns.PERIOD_START))
        .where(ReportColumns.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL));
  }

  private static String id(String kind, List<String> key) {
    return kind + "-" + key.get(0) + "-" + key.get(1);
  }

  private static Text title(Reading reading, List<String> key) {
    return reading.names().of(DefinitionNames.REPORT, key.get(0)).and(ReportSeries.by(key.get(1)));
  }
}
