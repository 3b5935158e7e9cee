package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.DistributionCellsTable;
import io.lakeprint.common.tables.GroupComparisonsTable;
import io.lakeprint.common.tables.IntervalStatsTable;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TablesContext;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The sample shop's comparisons, intervals and distributions. */
final class SampleComparisons {

  private static final LocalDate START = SampleTables.AS_OF.minusDays(27);

  private SampleComparisons() {}

  static void into(TablesContext context) {
    comparisons(context);
    intervals(context);
    distributions(context);
  }

  /** Reports of every kind that nobody did anything for. */
  static void definitions(TableRows definitions) {
    silent(definitions, "no_funnel", "steps=[{name=A},{name=B}]");
    silent(definitions, "no_retention", "start {}, back { event = x }");
    silent(definitions, "no_lifecycle", "active { event = x }");
    silent(definitions, "no_stickiness", "active { event = x }, interval = day");
    silent(definitions, "no_path", "node = event_name");
    silent(definitions, "no_attribution", "conversion { event = x }");
    silent(definitions, "no_hours", "row-pixels = 50, kind = hours");
    silent(definitions, "no_clicks", "row-pixels = 50, kind = reach");
    silent(definitions, "no_interval", "within = PT24H");
    silent(definitions, "no_distribution", "measure = days");
    silent(definitions, "no_comparison", "baseline = others");
  }

  private static void silent(TableRows definitions, String id, String definition) {
    definitions.row(
        DefinitionsTable.KIND,
        "report",
        DefinitionsTable.DEFINITION_ID,
        id,
        DefinitionsTable.VERSION,
        "v1",
        DefinitionsTable.NAME_ZH,
        "无 " + id,
        DefinitionsTable.NAME_EN,
        id,
        DefinitionsTable.DEFINITION,
        definition);
  }

  private static void comparisons(TablesContext context) {
    TableRows rows = TableRows.of(GroupComparisonsTable.SPEC);
    group(rows, "total", START, "all", "exposed", "order", 40, 20, 1.0, 2.5);
    group(rows, "total", START, "all", "exposed", "first order", 40, 10, null, null);
    group(rows, "total", START, "all", "others", "order", 80, 20, 0.0, null);
    group(rows, "total", START, "all", "others", "first order", 80, 0, null, null);
    group(rows, "total", START, "gift", "exposed", "order", 20, 8, 0.6, 1.1);
    group(rows, "total", START, "rare", "exposed", "order", 4, 4, 3.0, 2.1);
    for (int week = 1; week <= 2; week++) {
      LocalDate start = LocalDate.of(2026, 3, 9).plusWeeks(week);
      group(rows, "week", start, "all", "exposed", "order", 20, 10L + week, 1.0, 2.0);
    }
    context.with(GroupComparisonsTable.SPEC, rows);
  }

  private static void group(
      TableRows rows,
      String grain,
      LocalDate start,
      String campaign,
      String group,
      String outcome,
      long users,
      long done,
      @Nullable Double lift,
      @Nullable Double score) {
    rows.row(
        GroupComparisonsTable.REPORT_ID, "campaigns",
        GroupComparisonsTable.PERIOD_GRAIN, grain,
        GroupComparisonsTable.PERIOD_START, start,
        GroupComparisonsTable.BREAKDOWN_NAME, campaign.equals("all") ? "all" : "campaign_name",
        GroupComparisonsTable.BREAKDOWN_VALUE, campaign,
        GroupComparisonsTable.GROUP_NAME, group,
        GroupComparisonsTable.OUTCOME, outcome,
        GroupComparisonsTable.IS_BASELINE, group.equals("others"),
        GroupComparisonsTable.USERS, users,
        GroupComparisonsTable.USERS_DONE, done,
        GroupComparisonsTable.DONE_RATIO, (double) done / users,
        GroupComparisonsTable.BASELINE_RATIO, 0.25,
        GroupComparisonsTable.LIFT_RATIO, lift,
        GroupComparisonsTable.Z_SCORE, score,
        GroupComparisonsTable.WINDOW_COMPLETE, start.isBefore(LocalDate.of(2026, 3, 20)));
  }

  private static void intervals(TablesContext context) {
    TableRows rows = TableRows.of(IntervalStatsTable.SPEC);
    interval(rows, "total", START, "all", 8);
    interval(rows, "total", START, "web", 6);
    interval(rows, "total", START, "app", 4);
    interval(rows, "month", LocalDate.of(2026, 2, 1), "all", 6);
    interval(rows, "month", LocalDate.of(2026, 3, 1), "all", 8);
    context.with(IntervalStatsTable.SPEC, rows);
  }

  private static void interval(
      TableRows rows, String grain, LocalDate start, String channel, long people) {
    rows.row(
        IntervalStatsTable.REPORT_ID,
        "gap",
        IntervalStatsTable.PERIOD_GRAIN,
        grain,
        IntervalStatsTable.PERIOD_START,
        start,
        IntervalStatsTable.BREAKDOWN_NAME,
        channel.equals("all") ? "all" : "channel",
        IntervalStatsTable.BREAKDOWN_VALUE,
        channel,
        IntervalStatsTable.INTERVALS,
        people,
        IntervalStatsTable.USERS,
        people,
        IntervalStatsTable.AVERAGE_SECONDS,
        20_000.0,
        IntervalStatsTable.P10_SECONDS,
        60.0,
        IntervalStatsTable.P25_SECONDS,
        3_600.0,
        IntervalStatsTable.MEDIAN_SECONDS,
        7_200.0,
        IntervalStatsTable.P75_SECONDS,
        40_000.0,
        IntervalStatsTable.P90_SECONDS,
        86_400.0,
        IntervalStatsTable.WINDOW_COMPLETE,
        start.isBefore(START));
  }

  private static void distributions(TablesContext context) {
    TableRows rows = TableRows.of(DistributionCellsTable.SPEC);
    LocalDate month = LocalDate.of(2026, 3, 1);
    bucket(rows, "gap", "total", START, "all", "seconds", 2, "60", "300", 6, 8);
    bucket(rows, "gap", "total", START, "all", "seconds", 6, "3600", "10800", 2, 8);
    bucket(rows, "purchase", "total", START, "all", "seconds", 10, "86400", "172800", 10, 10);
    bucket(rows, "often", "total", START, "all", "times", 1, "1", "2", 6, 10);
    bucket(rows, "often", "total", START, "all", "times", 6, "6", "11", 3, 10);
    bucket(rows, "often", "total", START, "all", "times", 10, "101", null, 1, 10);
    bucket(rows, "spent", "month", month.minusMonths(1), "all", "amount", 0, null, "0", 5, 5);
    bucket(rows, "spent", "month", month, "all", "amount", 1, "0", "50.5", 5, 5);
    bucket(rows, "spent", "total", START, "web", "amount", 1, "0", "50.5", 5, 5);
    bucket(rows, "spent", "total", START, "app", "amount", 1, "0", "50.5", 4, 4);
    context.with(DistributionCellsTable.SPEC, rows);
  }

  private static void bucket(
      TableRows rows,
      String report,
      String grain,
      LocalDate start,
      String channel,
      String measure,
      int number,
      @Nullable String from,
      @Nullable String to,
      long users,
      long all) {
    rows.row(
        DistributionCellsTable.REPORT_ID, report,
        DistributionCellsTable.PERIOD_GRAIN, grain,
        DistributionCellsTable.PERIOD_START, start,
        DistributionCellsTable.BREAKDOWN_NAME, channel.equals("all") ? "all" : "channel",
        DistributionCellsTable.BREAKDOWN_VALUE, channel,
        DistributionCellsTable.MEASURE, measure,
        DistributionCellsTable.BUCKET_NO, number,
        DistributionCellsTable.BUCKET_FROM, from,
        DistributionCellsTable.BUCKET_TO, to,
        DistributionCellsTable.USERS, users,
        DistributionCellsTable.ALL_USERS, all,
        DistributionCellsTable.USER_RATIO, (double) users / all,
        DistributionCellsTable.WINDOW_COMPLETE, start.isBefore(START));
  }
}
