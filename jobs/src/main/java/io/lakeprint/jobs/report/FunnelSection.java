package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DistributionCellsTable;
import io.lakeprint.common.tables.FunnelStepsTable;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** How many people get how far: each funnel whole, by its breakdown, and over time. */
final class FunnelSection implements ReportSection {

  private static final String JOB = "reports";
  private static final String LOST = "lost";
  private static final String BOTTLENECK = "is_bottleneck";

  @Override
  public List<TableSpec> reads() {
    return List.of(FunnelStepsTable.SPEC, DistributionCellsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Row> rows =
        reading.rows(
            reading
                .table(FunnelStepsTable.SPEC)
                .where(reading.past(FunnelStepsTable.PERIOD_START))
                .orderBy(
                    FunnelStepsTable.REPORT_ID.col(),
                    FunnelStepsTable.PERIOD_GRAIN.col(),
                    FunnelStepsTable.BREAKDOWN_VALUE.col(),
                    FunnelStepsTable.PERIOD_START.col(),
                    FunnelStepsTable.STEP_NO.col()));
    List<Block> blocks = new ArrayList<>();
    Reading.grouped(rows, FunnelStepsTable.REPORT_ID, FunnelStepsTable.PERIOD_GRAIN)
        .forEach(
            (key, series) ->
                blocks.addAll(
                    key.get(1).equals(ReportSeries.TOTAL)
                        ? whole(reading, key.get(0), series)
                        : overTime(reading, key.get(0), key.get(1), series)));
    return new Section(
        "funnels",
        Text.of("转化漏斗", "Funnels"),
        Text.of("有多少人走到哪一步，在哪里流失", "How many people get how far, and where they are lost"),
        ReportForm.FUNNEL.told(
            reading, blocks, steps("funnel", Text.of("转化漏斗", "Funnel"), List.of())));
  }

  private static List<Block> whole(Reading reading, String report, List<Row> rows) {
    Text name = reading.names().of(DefinitionNames.REPORT, report);
    List<Row> everybody = ReportSeries.everybody(rows);
    Text ratios =
        Text.of(
            "比例的分母：上一必经步骤与第一步的人数；中位用时从上一必经步骤算起",
            "Ratios are of the people at the step before and at the first step; times run from the step"
                + " before");
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        steps("funnel-" + report, name, everybody)
            .defined(DefinitionNames.REPORT, report)
            .note(
                bottleneck(everybody)
                    .map(step -> loss(everybody, step).then(ratios))
                    .orElse(ratios)));
    List<Row> values =
        ReportSeries.broken(rows, reading.config().smallestGroup(), FunnelStepsTable.FIRST_USERS);
    if (!values.isEmpty()) {
      blocks.add(byValue(report, name, values).defined(DefinitionNames.REPORT, report));
    }
    List<Row> took = took(reading, report);
    if (!took.isEmpty()) {
      blocks.add(
          Buckets.block(
                  "funnel-" + report + "-time",
                  name.and(Text.of("转化用时", "time to convert")),
                  Buckets.byPeriod(),
                  took)
              .defined(DefinitionNames.REPORT, report)
              .note(
                  Text.of(
                      "走完漏斗的人，从第一步到最后一步用了多久",
                      "Of those who got through, how long they took from the first step to the last")));
    }
    return blocks;
  }

  /** How long those who get through take, over the whole range. */
  private static List<Row> took(Reading reading, String report) {
    return reading.rows(
        reading
            .table(DistributionCellsTable.SPEC)
            .where(DistributionCellsTable.REPORT_ID.col().equalTo(report))
            .where(DistributionCellsTable.PERIOD_GRAIN.col().equalTo(ReportSeries.TOTAL))
            .where(DistributionCellsTable.BREAKDOWN_NAME.col().equalTo(ReportColumns.ALL))
            .where(reading.past(DistributionCellsTable.PERIOD_START))
            .orderBy(
                DistributionCellsTable.PERIOD_START.col(), DistributionCellsTable.BUCKET_NO.col()));
  }

  /** The step before which most are lost, of those that nobody may skip; empty = nobody is lost. */
  private static Optional<Row> bottleneck(List<Row> steps) {
    return steps.stream()
        .filter(row -> !isOptional(row))
        .filter(row -> lost(row) > 0)
        // The first of several, where as many are lost.
        .max(
            Comparator.comparingLong(FunnelSection::lost)
                .thenComparing(row -> -row.<Integer>getAs(FunnelStepsTable.STEP_NO.name())));
  }

  /** Where a funnel loses most, in words. */
  private static Text loss(List<Row> steps, Row bottleneck) {
    int number = bottleneck.<Integer>getAs(FunnelStepsTable.STEP_NO.name());
    String before =
        steps.stream()
            .filter(row -> !isOptional(row))
            .filter(row -> row.<Integer>getAs(FunnelStepsTable.STEP_NO.name()) < number)
            .reduce((earlier, later) -> later)
            .map(row -> Reading.text(row, FunnelStepsTable.STEP_NAME))
            .orElse("");
    String way = before + " → " + Reading.text(bottleneck, FunnelStepsTable.STEP_NAME);
    long lost = lost(bottleneck);
    long all = bottleneck.<Long>getAs(FunnelStepsTable.PREVIOUS_USERS.name());
    String share = String.format(Locale.ROOT, "%.1f%%", 100.0 * lost / all);
    return Text.of(
        String.format(Locale.ROOT, "瓶颈：%s，%,d 人中流失 %,d 人（%s）。", way, all, lost, share),
        String.format(
            Locale.ROOT, "Bottleneck: %s, where %,d of %,d are lost (%s).", way, lost, all, share));
  }

  private static boolean isOptional(Row step) {
    return Boolean.TRUE.equals(step.<Boolean>getAs(FunnelStepsTable.IS_OPTIONAL.name()));
  }

  /** How many of the step before do not get to a step. */
  private static long lost(Row step) {
    return step.<Long>getAs(FunnelStepsTable.PREVIOUS_USERS.name())
        - step.<Long>getAs(FunnelStepsTable.USERS.name());
  }

  private static Block steps(String id, Text title, List<Row> rows) {
    Rows table =
        Rows.of(
            Field.of(FunnelStepsTable.STEP_NO, "序号", "No", Format.COUNT),
            Field.of(FunnelStepsTable.STEP_NAME, "步骤", "Step", Format.TEXT),
            Field.of(FunnelStepsTable.IS_OPTIONAL, "可跳过", "Optional", Format.FLAG),
            Field.of(FunnelStepsTable.USERS, "人数", "People", Format.COUNT),
            Field.of(LOST, "流失", "Lost", Format.COUNT),
            Field.of(
                FunnelStepsTable.CONVERSION_FROM_PREVIOUS, "较上一步", "Of step before", Format.RATIO),
            Field.of(FunnelStepsTable.CONVERSION_FROM_FIRST, "较第一步", "Of first step", Format.RATIO),
            Field.of(FunnelStepsTable.AVERAGE_SECONDS, "平均用时", "Mean time", Format.SECONDS),
            Field.of(FunnelStepsTable.MEDIAN_SECONDS, "中位用时", "Median time", Format.SECONDS),
            Field.of(BOTTLENECK, "瓶颈", "Bottleneck", Format.FLAG),
            Field.of(FunnelStepsTable.WINDOW_COMPLETE, "窗口已完整", "Window over", Format.FLAG));
    Optional<Row> bottleneck = bottleneck(rows);
    for (Row row : rows) {
      table.add(
          row.getAs(FunnelStepsTable.STEP_NO.name()),
          Reading.text(row, FunnelStepsTable.STEP_NAME),
          row.getAs(FunnelStepsTable.IS_OPTIONAL.name()),
          row.getAs(FunnelStepsTable.USERS.name()),
          isOptional(row) ? null : lost(row),
          row.getAs(FunnelStepsTable.CONVERSION_FROM_PREVIOUS.name()),
          row.getAs(FunnelStepsTable.CONVERSION_FROM_FIRST.name()),
          row.getAs(FunnelStepsTable.AVERAGE_SECONDS.name()),
          row.getAs(FunnelStepsTable.MEDIAN_SECONDS.name()),
          bottleneck.isPresent() && bottleneck.get() == row,
          row.getAs(FunnelStepsTable.WINDOW_COMPLETE.name()));
    }
    return Block.chart(
        id,
        title,
        Chart.of(Chart.Kind.FUNNEL, FunnelStepsTable.STEP_NAME, FunnelStepsTable.USERS)
            .complete(FunnelStepsTable.WINDOW_COMPLETE),
        JOB,
        table);
  }

  private static Block byValue(String report, Text name, List<Row> rows) {
    String attribute = Reading.text(rows.get(0), ReportColumns.BREAKDOWN_NAME);
    return Block.chart(
        "funnel-" + report + "-breakdown",
        name.and(Text.of("按 " + attribute, "by " + attribute)),
        Chart.of(Chart.Kind.BAR, FunnelStepsTable.STEP_NAME, FunnelStepsTable.CONVERSION_FROM_FIRST)
            .by(ReportColumns.BREAKDOWN_VALUE.name()),
        JOB,
        Rows.of(
            rows,
            Field.of(ReportColumns.BREAKDOWN_VALUE, "取值", "Value", Format.TEXT),
            Field.of(FunnelStepsTable.STEP_NAME, "步骤", "Step", Format.TEXT),
            Field.of(FunnelStepsTable.USERS, "人数", "People", Format.COUNT),
            Field.of(FunnelStepsTable.CONVERSION_FROM_FIRST, "较第一步", "Of first step", Format.RATIO),
            Field.of(
                FunnelStepsTable.CONVERSION_FROM_PREVIOUS,
                "较上一步",
                "Of step before",
                Format.RATIO)));
  }

  /** The conversion of every step after the first, period by period. */
  private static List<Block> overTime(
      Reading reading, String report, String grain, List<Row> rows) {
    List<Row> later =
        ReportSeries.everybody(rows).stream()
            .filter(row -> row.<Integer>getAs(FunnelStepsTable.STEP_NO.name()) > 1)
            .toList();
    return List.of(
        Block.chart(
                "funnel-" + report + "-" + grain,
                reading.names().of(DefinitionNames.REPORT, report).and(ReportSeries.by(grain)),
                Chart.of(
                        Chart.Kind.LINE,
                        ReportColumns.PERIOD_START,
                        FunnelStepsTable.CONVERSION_FROM_FIRST)
                    .by(FunnelStepsTable.STEP_NAME.name())
                    .complete(FunnelStepsTable.WINDOW_COMPLETE),
                JOB,
                Rows.of(
                    later,
                    Field.of(ReportColumns.PERIOD_START, "周期", "Period", Format.DAY),
                    Field.of(FunnelStepsTable.STEP_NAME, "步骤", "Step", Format.TEXT),
                    Field.of(FunnelStepsTable.FIRST_USERS, "第一步人数", "At first step", Format.COUNT),
                    Field.of(FunnelStepsTable.USERS, "人数", "People", Format.COUNT),
                    Field.of(
                        FunnelStepsTable.CONVERSION_FROM_FIRST,
                        "较第一步",
                        "Of first step",
                        Format.RATIO),
                    Field.of(
                        FunnelStepsTable.WINDOW_COMPLETE, "窗口已完整", "Window over", Format.FLAG)))
            .defined(DefinitionNames.REPORT, report));
  }
}
