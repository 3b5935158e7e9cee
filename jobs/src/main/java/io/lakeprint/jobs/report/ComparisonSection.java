package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.GroupComparisonsTable;
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
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What groups do after what they met: campaign pages and others, the exposed and the rest. */
final class ComparisonSection implements ReportSection {

  private static final String JOB = "reports";
  private static final String SURE = "hardly_chance";
  private static final String WHO = "who";

  /** Chance goes beyond it once in twenty times. */
  private static final double BEYOND_CHANCE = 1.96;

  @Override
  public List<TableSpec> reads() {
    return List.of(GroupComparisonsTable.SPEC);
  }

  @Override
  public Section of(Reading reading) {
    List<Row> rows =
        reading
            .rows(
                reading
                    .table(GroupComparisonsTable.SPEC)
                    .where(reading.past(GroupComparisonsTable.PERIOD_START))
                    .where(ReportSeries.told())
                    .orderBy(
                        GroupComparisonsTable.REPORT_ID.col(),
                        GroupComparisonsTable.PERIOD_GRAIN.col(),
                        GroupComparisonsTable.PERIOD_START.col().desc(),
                        GroupComparisonsTable.BREAKDOWN_NAME.col(),
                        GroupComparisonsTable.IS_BASELINE.col(),
                        GroupComparisonsTable.GROUP_NAME.col(),
                        GroupComparisonsTable.BREAKDOWN_VALUE.col(),
                        GroupComparisonsTable.OUTCOME.col()))
            .stream()
            .filter(
                row ->
                    row.<Long>getAs(GroupComparisonsTable.USERS.name())
                        >= reading.config().smallestGroup())
            .toList();
    List<Block> whole = new ArrayList<>();
    List<Block> overTime = new ArrayList<>();
    Reading.grouped(rows, GroupComparisonsTable.REPORT_ID, GroupComparisonsTable.PERIOD_GRAIN)
        .forEach(
            (key, series) -> {
              if (key.get(1).equals(ReportSeries.TOTAL)) {
                whole.addAll(whole(reading, key.get(0), ReportSeries.latest(series)));
              } else {
                overTime.add(
                    overTime(reading, key.get(0), key.get(1), ReportSeries.everybody(series)));
              }
            });
    List<Block> blocks = new ArrayList<>(whole);
    blocks.addAll(overTime);
    return new Section(
        "comparisons",
        Text.of("群组对比", "Groups compared"),
        Text.of(
            "接触过活动或页面的人，是否比没有接触的人做得更多",
            "Whether those who met a campaign or a page do more than those who did not"),
        ReportForm.COMPARISON.told(
            reading, blocks, groups("comparison", Text.of("群组对比", "Groups compared"), List.of())));
  }

  private static List<Block> whole(Reading reading, String report, List<Row> rows) {
    Text name = reading.names().of(DefinitionNames.REPORT, report);
    List<Block> blocks = new ArrayList<>();
    List<Row> everybody = ReportSeries.everybody(rows);
    if (!everybody.isEmpty()) {
      blocks.add(
          groups("comparison-" + report, name, everybody)
              .defined(DefinitionNames.REPORT, report)
              .note(
                  Text.of(
                      "每组中在时限内做到的比例；提升 = 本组比例 / 基准比例 − 1。人们自己选择的群组本来就有差别，只有随机留出才能说明因果",
                      "Share of each group that did it in time; lift is that share over the baseline's, less one."
                          + " Groups that people choose themselves differ anyway: only a hold-out drawn by"
                          + " lot shows a cause")));
    }
    List<Row> values =
        rows.stream()
            .filter(row -> !ReportSeries.isEverybody(row))
            .filter(row -> row.getAs(GroupComparisonsTable.LIFT_RATIO.name()) != null)
            .sorted(
                Comparator.comparing(row -> -row.<Long>getAs(GroupComparisonsTable.USERS.name())))
            .toList();
    if (!values.isEmpty()) {
      blocks.add(lifts(report, name, values).defined(DefinitionNames.REPORT, report));
    }
    return blocks;
  }

  private static Block groups(String id, Text title, List<Row> rows) {
    Rows table =
        Rows.of(
            Field.of(GroupComparisonsTable.GROUP_NAME, "群组", "Group", Format.TEXT),
            Field.of(GroupComparisonsTable.OUTCOME, "结果", "Outcome", Format.TEXT),
            Field.of(GroupComparisonsTable.IS_BASELINE, "基准", "Baseline", Format.FLAG),
            Field.of(GroupComparisonsTable.USERS, "人数", "People", Format.COUNT),
            Field.of(GroupComparisonsTable.USERS_DONE, "做到人数", "Did it", Format.COUNT),
            Field.of(GroupComparisonsTable.DONE_RATIO, "比例", "Share", Format.RATIO),
            Field.of(GroupComparisonsTable.BASELINE_RATIO, "基准比例", "Of the baseline", Format.RATIO),
            Field.of(GroupComparisonsTable.LIFT_RATIO, "提升", "Lift", Format.RATIO),
            Field.of(GroupComparisonsTable.Z_SCORE, "z 值", "z-score", Format.NUMBER),
            Field.of(SURE, "不像偶然", "Hardly chance", Format.FLAG),
            Field.of(GroupComparisonsTable.WINDOW_COMPLETE, "窗口已完整", "Window over", Format.FLAG));
    for (Row row : rows) {
      boolean isBaseline = row.<Boolean>getAs(GroupComparisonsTable.IS_BASELINE.name());
      table.add(
          Reading.text(row, GroupComparisonsTable.GROUP_NAME),
          Reading.text(row, GroupComparisonsTable.OUTCOME),
          isBaseline,
          row.getAs(GroupComparisonsTable.USERS.name()),
          row.getAs(GroupComparisonsTable.USERS_DONE.name()),
          row.getAs(GroupComparisonsTable.DONE_RATIO.name()),
          row.getAs(GroupComparisonsTable.BASELINE_RATIO.name()),
          isBaseline ? null : row.getAs(GroupComparisonsTable.LIFT_RATIO.name()),
          row.getAs(GroupComparisonsTable.Z_SCORE.name()),
          isSure(row),
          row.getAs(GroupComparisonsTable.WINDOW_COMPLETE.name()));
    }
    return Block.chart(
        id,
        title,
        Chart.of(Chart.Kind.BAR, GroupComparisonsTable.OUTCOME, GroupComparisonsTable.DONE_RATIO)
            .by(GroupComparisonsTable.GROUP_NAME.name())
            .complete(GroupComparisonsTable.WINDOW_COMPLETE),
        JOB,
        table);
  }

  /** Each value beside the whole baseline, those of most people first. */
  private static Block lifts(String report, Text name, List<Row> rows) {
    Rows table =
        Rows.of(
            Field.of(WHO, "取值", "Value", Format.TEXT),
            Field.of(GroupComparisonsTable.OUTCOME, "结果", "Outcome", Format.TEXT),
            Field.of(GroupComparisonsTable.USERS, "人数", "People", Format.COUNT),
            Field.of(GroupComparisonsTable.USERS_DONE, "做到人数", "Did it", Format.COUNT),
            Field.of(GroupComparisonsTable.DONE_RATIO, "比例", "Share", Format.RATIO),
            Field.of(GroupComparisonsTable.BASELINE_RATIO, "基准比例", "Of the baseline", Format.RATIO),
            Field.of(GroupComparisonsTable.LIFT_RATIO, "提升", "Lift", Format.RATIO),
            Field.of(GroupComparisonsTable.Z_SCORE, "z 值", "z-score", Format.NUMBER),
            Field.of(SURE, "不像偶然", "Hardly chance", Format.FLAG));
    boolean isOneGroup =
        rows.stream()
                .map(row -> Reading.text(row, GroupComparisonsTable.GROUP_NAME))
                .distinct()
                .count()
            == 1;
    for (Row row : rows) {
      String value = Reading.text(row, GroupComparisonsTable.BREAKDOWN_VALUE);
      table.add(
          isOneGroup ? value : Reading.text(row, GroupComparisonsTable.GROUP_NAME) + " · " + value,
          Reading.text(row, GroupComparisonsTable.OUTCOME),
          row.getAs(GroupComparisonsTable.USERS.name()),
          row.getAs(GroupComparisonsTable.USERS_DONE.name()),
          row.getAs(GroupComparisonsTable.DONE_RATIO.name()),
          row.getAs(GroupComparisonsTable.BASELINE_RATIO.name()),
          row.getAs(GroupComparisonsTable.LIFT_RATIO.name()),
          row.getAs(GroupComparisonsTable.Z_SCORE.name()),
          isSure(row));
    }
    String attribute = Reading.text(rows.get(0), ReportColumns.BREAKDOWN_NAME);
    return Block.chart(
            "comparison-" + report + "-breakdown",
            name.and(Text.of("按 " + attribute + " 的提升", "lift by " + attribute)),
            Chart.heat(
                    GroupComparisonsTable.OUTCOME.name(),
                    WHO,
                    GroupComparisonsTable.LIFT_RATIO.name())
                .signed(),
            JOB,
            table)
        .note(
            Text.of(
                "相对整个基准：+35% 表示比基准高出 35%；表中标出不像偶然的差别（|z| ≥ 1.96）",
                "Against the whole baseline: 35% means that its share is higher by 35%; the table says which"
                    + " differences chance hardly explains (|z| ≥ 1.96)"));
  }

  /** Whether chance hardly explains it; null where nothing can be said. */
  private static @Nullable Boolean isSure(Row row) {
    Double score = row.getAs(GroupComparisonsTable.Z_SCORE.name());
    return score == null ? null : Math.abs(score) >= BEYOND_CHANCE;
  }

  private static Block overTime(Reading reading, String report, String grain, List<Row> rows) {
    Rows table =
        Rows.of(
            Field.of(GroupComparisonsTable.PERIOD_START, "周期", "Period", Format.DAY),
            Field.of(WHO, "群组与结果", "Group and outcome", Format.TEXT),
            Field.of(GroupComparisonsTable.USERS, "人数", "People", Format.COUNT),
            Field.of(GroupComparisonsTable.USERS_DONE, "做到人数", "Did it", Format.COUNT),
            Field.of(GroupComparisonsTable.DONE_RATIO, "比例", "Share", Format.RATIO),
            Field.of(GroupComparisonsTable.LIFT_RATIO, "提升", "Lift", Format.RATIO),
            Field.of(GroupComparisonsTable.WINDOW_COMPLETE, "窗口已完整", "Window over", Format.FLAG));
    for (Row row : rows) {
      table.add(
          row.getAs(GroupComparisonsTable.PERIOD_START.name()),
          Reading.text(row, GroupComparisonsTable.GROUP_NAME)
              + " · "
              + Reading.text(row, GroupComparisonsTable.OUTCOME),
          row.getAs(GroupComparisonsTable.USERS.name()),
          row.getAs(GroupComparisonsTable.USERS_DONE.name()),
          row.getAs(GroupComparisonsTable.DONE_RATIO.name()),
          row.<Boolean>getAs(GroupComparisonsTable.IS_BASELINE.name())
              ? null
              : row.getAs(GroupComparisonsTable.LIFT_RATIO.name()),
          row.getAs(GroupComparisonsTable.WINDOW_COMPLETE.name()));
    }
    return Block.chart(
            "comparison-" + report + "-" + grain,
            reading.names().of(DefinitionNames.REPORT, report).and(ReportSeries.by(grain)),
            Chart.of(
                    Chart.Kind.LINE,
                    GroupComparisonsTable.PERIOD_START,
                    GroupComparisonsTable.DONE_RATIO)
                .by(WHO)
                .complete(GroupComparisonsTable.WINDOW_COMPLETE),
            JOB,
            table)
        .defined(DefinitionNames.REPORT, report);
  }
}
