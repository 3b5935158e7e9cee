package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DistributionCellsTable;
import io.lakeprint.common.tables.IntervalStatsTable;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** How long it takes from one thing to the next, and how many people do something how much. */
final class HowMuchSection implements ReportSection {

  private static final String JOB = "reports";

  /** Periods of a histogram side by side. */
  private static final int PERIODS = 3;

  /** Periods of an interval below each other. */
  private static final int BOXES = 13;

  @Override
  public List<TableSpec> reads() {
    return List.of(IntervalStatsTable.SPEC, DistributionCellsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    Map<String, List<Row>> histograms = histograms(reading);
    List<Block> blocks = new ArrayList<>(intervals(reading, histograms));
    blocks.addAll(distributions(reading, histograms));
    return new Section(
        "how-much",
        Text.of("间隔与分布", "How long and how much"),
        Text.of(
            "从一件事到下一件事要多久，做了多少次、多少钱的人各有多少",
            "How long it takes from one thing to the next, and how many people do something how much"),
        blocks);
  }

  /** All histograms by report. */
  private static Map<String, List<Row>> histograms(Reading reading) {
    Map<String, List<Row>> byReport = new LinkedHashMap<>();
    reading
        .rows(
            reading
                .table(DistributionCellsTable.SPEC)
                .where(reading.past(DistributionCellsTable.PERIOD_START))
                .where(ReportSeries.told())
                .orderBy(
                    DistributionCellsTable.REPORT_ID.col(),
                    DistributionCellsTable.PERIOD_GRAIN.col(),
                    DistributionCellsTable.PERIOD_START.col(),
                    DistributionCellsTable.BREAKDOWN_NAME.col(),
                    DistributionCellsTable.BREAKDOWN_VALUE.col(),
                    DistributionCellsTable.BUCKET_NO.col()))
        .forEach(
            row ->
                byReport
                    .computeIfAbsent(
                        Reading.text(row, DistributionCellsTable.REPORT_ID),
                        one -> new ArrayList<>())
                    .add(row));
    return byReport;
  }

  private static List<Block> intervals(Reading reading, Map<String, List<Row>> histograms) {
    List<Row> rows =
        reading.rows(
            reading
                .table(IntervalStatsTable.SPEC)
                .where(reading.past(IntervalStatsTable.PERIOD_START))
                .where(ReportSeries.told())
                .orderBy(
                    IntervalStatsTable.REPORT_ID.col(),
                    IntervalStatsTable.PERIOD_GRAIN.col().desc(),
                    IntervalStatsTable.PERIOD_START.col(),
                    IntervalStatsTable.BREAKDOWN_NAME.col(),
                    IntervalStatsTable.USERS.col().desc(),
                    IntervalStatsTable.BREAKDOWN_VALUE.col()));
    List<Block> blocks = new ArrayList<>();
    Reading.grouped(rows, IntervalStatsTable.REPORT_ID, IntervalStatsTable.PERIOD_GRAIN)
        .forEach(
            (key, series) -> {
              String report = key.get(0);
              boolean isTotal = key.get(1).equals(ReportSeries.TOTAL);
              Text name = reading.names().of(DefinitionNames.REPORT, report);
              List<Row> told =
                  isTotal
                      ? named(reading, series)
                      : ReportSeries.lastPeriods(ReportSeries.everybody(series), BOXES);
              if (!told.isEmpty()) {
                blocks.add(
                    times(
                            "interval-" + report + "-" + key.get(1),
                            name.and(ReportSeries.by(key.get(1))),
                            isTotal
                                ? ReportColumns.BREAKDOWN_VALUE.name()
                                : ReportColumns.PERIOD_START.name(),
                            told)
                        .defined(DefinitionNames.REPORT, report)
                        .note(
                            Text.of(
                                "箱体为四分之一到四分之三，中线为中位数，两端为 10% 与 90%",
                                "The box holds the middle half, its line is the median; the whiskers end at the"
                                    + " quantiles of 10 % and 90 %")));
              }
              List<Row> cells = everybodyOf(histograms.getOrDefault(report, List.of()), key.get(1));
              if (isTotal && !cells.isEmpty()) {
                blocks.add(
                    Buckets.block(
                            "interval-" + report + "-histogram",
                            name.and(Text.of("用时分布", "how long it takes")),
                            Buckets.byPeriod(),
                            cells)
                        .defined(DefinitionNames.REPORT, report));
              }
            });
    return ReportForm.INTERVAL.told(
        reading,
        blocks,
        times(
            "interval", Text.of("间隔", "Intervals"), ReportColumns.PERIOD_START.name(), List.of()));
  }

  /** Everybody, and the values of enough people. */
  private static List<Row> named(Reading reading, List<Row> rows) {
    List<Row> told = new ArrayList<>(ReportSeries.everybody(rows));
    told.addAll(
        ReportSeries.broken(rows, reading.config().smallestGroup(), IntervalStatsTable.USERS));
    return told;
  }

  private static List<Row> everybodyOf(List<Row> cells, String grain) {
    return ReportSeries.everybody(cells).stream()
        .filter(row -> Reading.text(row, DistributionCellsTable.PERIOD_GRAIN).equals(grain))
        .toList();
  }

  private static Block times(String id, Text title, String by, List<Row> rows) {
    Rows table =
        Rows.of(
            Field.of(IntervalStatsTable.PERIOD_START, "周期", "From", Format.DAY),
            Field.of(IntervalStatsTable.BREAKDOWN_VALUE, "取值", "Value", Format.TEXT),
            Field.of(IntervalStatsTable.INTERVALS, "间隔数", "Intervals", Format.COUNT),
            Field.of(IntervalStatsTable.USERS, "人数", "People", Format.COUNT),
            Field.of(IntervalStatsTable.AVERAGE_SECONDS, "平均", "Mean", Format.SECONDS),
            Field.of(IntervalStatsTable.P10_SECONDS, "10%", "10 %", Format.SECONDS),
            Field.of(IntervalStatsTable.P25_SECONDS, "25%", "25 %", Format.SECONDS),
            Field.of(IntervalStatsTable.MEDIAN_SECONDS, "中位", "Median", Format.SECONDS),
            Field.of(IntervalStatsTable.P75_SECONDS, "75%", "75 %", Format.SECONDS),
            Field.of(IntervalStatsTable.P90_SECONDS, "90%", "90 %", Format.SECONDS),
            Field.of(IntervalStatsTable.WINDOW_COMPLETE, "已完整", "Over", Format.FLAG));
    for (Row row : rows) {
      String value = Reading.text(row, IntervalStatsTable.BREAKDOWN_VALUE);
      table.add(
          row.getAs(IntervalStatsTable.PERIOD_START.name()),
          ReportSeries.isEverybody(row) ? Text.of("所有人", "everybody") : Text.same(value),
          row.getAs(IntervalStatsTable.INTERVALS.name()),
          row.getAs(IntervalStatsTable.USERS.name()),
          row.getAs(IntervalStatsTable.AVERAGE_SECONDS.name()),
          row.getAs(IntervalStatsTable.P10_SECONDS.name()),
          row.getAs(IntervalStatsTable.P25_SECONDS.name()),
          row.getAs(IntervalStatsTable.MEDIAN_SECONDS.name()),
          row.getAs(IntervalStatsTable.P75_SECONDS.name()),
          row.getAs(IntervalStatsTable.P90_SECONDS.name()),
          row.getAs(IntervalStatsTable.WINDOW_COMPLETE.name()));
    }
    return Block.chart(
        id,
        title,
        Chart.of(
                Chart.Kind.BOX,
                by,
                IntervalStatsTable.P10_SECONDS.name(),
                IntervalStatsTable.P25_SECONDS.name(),
                IntervalStatsTable.MEDIAN_SECONDS.name(),
                IntervalStatsTable.P75_SECONDS.name(),
                IntervalStatsTable.P90_SECONDS.name())
            .complete(IntervalStatsTable.WINDOW_COMPLETE),
        JOB,
        table);
  }

  private static List<Block> distributions(Reading reading, Map<String, List<Row>> histograms) {
    List<Block> blocks = new ArrayList<>();
    for (Map.Entry<String, List<Row>> entry : histograms.entrySet()) {
      List<Row> cells =
          entry.getValue().stream()
              .filter(
                  row -> !Reading.text(row, DistributionCellsTable.MEASURE).equals(Buckets.SECONDS))
              .toList();
      String report = entry.getKey();
      Text name = reading.names().of(DefinitionNames.REPORT, report);
      Reading.grouped(cells, DistributionCellsTable.PERIOD_GRAIN)
          .forEach(
              (key, series) -> {
                String id = "distribution-" + report + "-" + key.get(0);
                Text title = name.and(ReportSeries.by(key.get(0)));
                List<Row> everybody =
                    ReportSeries.lastPeriods(ReportSeries.everybody(series), PERIODS);
                if (!everybody.isEmpty()) {
                  blocks.add(
                      Buckets.block(id, title, Buckets.byPeriod(), everybody)
                          .defined(DefinitionNames.REPORT, report));
                }
                List<Row> values =
                    ReportSeries.broken(
                        series, reading.config().smallestGroup(), DistributionCellsTable.ALL_USERS);
                if (key.get(0).equals(ReportSeries.TOTAL) && !values.isEmpty()) {
                  String attribute = Reading.text(values.get(0), ReportColumns.BREAKDOWN_NAME);
                  blocks.add(
                      Buckets.block(
                              id + "-breakdown",
                              name.and(Text.of("按 " + attribute, "by " + attribute)),
                              Field.of(ReportColumns.BREAKDOWN_VALUE, "取值", "Value", Format.TEXT),
                              values)
                          .defined(DefinitionNames.REPORT, report));
                }
              });
    }
    return ReportForm.DISTRIBUTION.told(
        reading,
        blocks,
        Buckets.block(
            "distribution", Text.of("分布", "Distributions"), Buckets.byPeriod(), List.of()));
  }
}
