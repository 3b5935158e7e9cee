package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.FunnelStepsTable;
import io.lakeprint.common.tables.LifecycleTable;
import io.lakeprint.common.tables.PathEdgesTable;
import io.lakeprint.common.tables.PathSequencesTable;
import io.lakeprint.common.tables.PathTransitionsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.RetentionCellsTable;
import io.lakeprint.common.tables.StickinessTable;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TablesContext;
import java.time.LocalDate;
import java.util.List;

/** The sample shop's reports of behaviour. */
final class SampleReports {

  private SampleReports() {}

  static void into(TablesContext context) {
    ways(context);
    returning(context);
  }

  private static void ways(TablesContext context) {
    TableRows funnel = TableRows.of(FunnelStepsTable.SPEC);
    step(funnel, "total", SampleTables.AS_OF.minusDays(89), "all", 1, SampleTables.HOSTILE, 40, 40);
    step(funnel, "total", SampleTables.AS_OF.minusDays(89), "all", 2, "Order", 10, 40);
    step(funnel, "total", SampleTables.AS_OF.minusDays(89), "web", 1, SampleTables.HOSTILE, 30, 30);
    step(funnel, "total", SampleTables.AS_OF.minusDays(89), "web", 2, "Order", 6, 30);
    step(funnel, "total", SampleTables.AS_OF.minusDays(89), "rare", 1, SampleTables.HOSTILE, 2, 2);
    step(funnel, "total", SampleTables.AS_OF.minusDays(89), "rare", 2, "Order", 1, 2);
    step(funnel, "week", SampleTables.AS_OF.minusDays(15), "all", 1, SampleTables.HOSTILE, 20, 20);
    step(funnel, "week", SampleTables.AS_OF.minusDays(15), "all", 2, "Order", 6, 20);
    step(funnel, "week", SampleTables.AS_OF.minusDays(8), "all", 1, SampleTables.HOSTILE, 20, 20);
    step(funnel, "week", SampleTables.AS_OF.minusDays(8), "all", 2, "Order", 4, 20);
    TableRows edges = TableRows.of(PathEdgesTable.SPEC);
    edge(edges, 0, "(start)", "home", 20);
    edge(edges, 1, "home", SampleTables.FOREIGN, 12);
    edge(edges, 1, "home", "(end)", 8);
    edge(edges, 2, SampleTables.FOREIGN, SampleTables.HOSTILE, 9);
    edge(edges, 2, SampleTables.FOREIGN, "(end)", 3);
    edge(edges, 3, SampleTables.HOSTILE, "(end)", 9);
    TableRows sequences = TableRows.of(PathSequencesTable.SPEC);
    sequence(sequences, "[\"home\",\"" + SampleTables.FOREIGN + "\"]", 2, 12);
    sequence(sequences, "[\"home\",\"basket\",\"checkout\",\"thank you\"]", 4, 6);
    sequence(sequences, "[\"home\",\"rare\"]", 2, 4);
    context
        .with(FunnelStepsTable.SPEC, funnel)
        .with(PathEdgesTable.SPEC, edges)
        .with(PathSequencesTable.SPEC, sequences)
        .with(
            PathTransitionsTable.SPEC,
            TableRows.of(PathTransitionsTable.SPEC)
                .row(transition("web", 0.6, 3.1, 9L))
                .row(transition("app", -0.6, -3.1, 8L))
                .row(transition("social", -0.6, -3.1, 4L))
                .row(transition("store", 0.1, 1.2, 9L)));
  }

  private static void returning(TablesContext context) {
    TableRows cells = TableRows.of(RetentionCellsTable.SPEC);
    TableRows lives = TableRows.of(LifecycleTable.SPEC);
    TableRows sticky = TableRows.of(StickinessTable.SPEC);
    for (int week = 0; week < 3; week++) {
      LocalDate start = SampleTables.AS_OF.minusDays(22).plusWeeks(week);
      for (int cell = 0; cell < 5; cell++) {
        cells.row(
            ReportColumns.REPORT_ID,
            "weekly",
            ReportColumns.PERIOD_GRAIN,
            "week",
            ReportColumns.PERIOD_START,
            start,
            ReportColumns.BREAKDOWN_NAME,
            "all",
            RetentionCellsTable.CELL_NO,
            cell,
            RetentionCellsTable.FIRST_OFFSET,
            cell,
            RetentionCellsTable.COHORT_USERS,
            10L,
            RetentionCellsTable.RETURNED_USERS,
            10L - 2L * cell,
            RetentionCellsTable.RETENTION_RATIO,
            (10.0 - 2 * cell) / 10,
            RetentionCellsTable.CELL_COMPLETE,
            week + cell < 2);
      }
      long users = 1;
      for (String status : List.of("new", "returning", "resurrecting", "dormant")) {
        lives.row(
            ReportColumns.REPORT_ID,
            "life",
            ReportColumns.PERIOD_GRAIN,
            "week",
            ReportColumns.PERIOD_START,
            start,
            ReportColumns.BREAKDOWN_NAME,
            "all",
            LifecycleTable.STATUS,
            status,
            LifecycleTable.USERS,
            users++,
            LifecycleTable.ACTIVE_USERS,
            6L,
            LifecycleTable.CELL_COMPLETE,
            week < 2);
      }
      sticky.row(
          ReportColumns.REPORT_ID,
          "sticky",
          ReportColumns.PERIOD_GRAIN,
          "week",
          ReportColumns.PERIOD_START,
          start,
          ReportColumns.BREAKDOWN_NAME,
          "all",
          StickinessTable.ACTIVE_INTERVALS,
          1,
          StickinessTable.USERS,
          6L,
          StickinessTable.ACTIVE_USERS,
          6L,
          StickinessTable.USER_RATIO,
          1.0,
          StickinessTable.CELL_COMPLETE,
          week < 2);
    }
    context
        .with(RetentionCellsTable.SPEC, cells)
        .with(LifecycleTable.SPEC, lives)
        .with(StickinessTable.SPEC, sticky);
  }

  private static void step(
      TableRows rows,
      String grain,
      LocalDate start,
      String value,
      int step,
      String name,
      long users,
      long first) {
    rows.row(
        ReportColumns.REPORT_ID, "purchase",
        ReportColumns.PERIOD_GRAIN, grain,
        ReportColumns.PERIOD_START, start,
        ReportColumns.BREAKDOWN_NAME, value.equals("all") ? "all" : "channel",
        ReportColumns.BREAKDOWN_VALUE, value,
        FunnelStepsTable.STEP_NO, step,
        FunnelStepsTable.STEP_NAME, name,
        FunnelStepsTable.USERS, users,
        FunnelStepsTable.PREVIOUS_USERS, first,
        FunnelStepsTable.FIRST_USERS, first,
        FunnelStepsTable.CONVERSION_FROM_PREVIOUS, (double) users / first,
        FunnelStepsTable.CONVERSION_FROM_FIRST, (double) users / first,
        FunnelStepsTable.MEDIAN_SECONDS, step == 1 ? null : 5400.0,
        FunnelStepsTable.WINDOW_COMPLETE, start.isBefore(SampleTables.AS_OF.minusDays(10)));
  }

  private static void edge(TableRows rows, int step, String from, String to, long paths) {
    rows.row(
        ReportColumns.REPORT_ID,
        "ways",
        ReportColumns.PERIOD_GRAIN,
        "total",
        ReportColumns.PERIOD_START,
        SampleTables.AS_OF.minusDays(29),
        ReportColumns.BREAKDOWN_NAME,
        "all",
        PathEdgesTable.STEP_NO,
        step,
        PathEdgesTable.FROM_NODE,
        from,
        PathEdgesTable.TO_NODE,
        to,
        PathEdgesTable.PATHS,
        paths,
        PathEdgesTable.USERS,
        paths,
        PathEdgesTable.FROM_PATHS,
        20L,
        PathEdgesTable.PROBABILITY,
        paths / 20.0);
  }

  private static Object[] transition(String channel, double difference, double score, long people) {
    return new Object[] {
      ReportColumns.REPORT_ID,
      "ways",
      ReportColumns.PERIOD_GRAIN,
      "total",
      ReportColumns.PERIOD_START,
      SampleTables.AS_OF.minusDays(29),
      ReportColumns.BREAKDOWN_NAME,
      "channel",
      ReportColumns.BREAKDOWN_VALUE,
      channel,
      PathTransitionsTable.FROM_NODE,
      "home",
      PathTransitionsTable.TO_NODE,
      "basket",
      PathTransitionsTable.USERS,
      people,
      PathTransitionsTable.PROBABILITY,
      0.5 + difference / 2,
      PathTransitionsTable.REST_PROBABILITY,
      0.5 - difference / 2,
      PathTransitionsTable.PROBABILITY_DIFFERENCE,
      difference,
      PathTransitionsTable.Z_SCORE,
      score
    };
  }

  private static void sequence(TableRows rows, String nodes, int count, long paths) {
    rows.row(
        ReportColumns.REPORT_ID,
        "ways",
        ReportColumns.PERIOD_GRAIN,
        "total",
        ReportColumns.PERIOD_START,
        SampleTables.AS_OF.minusDays(29),
        ReportColumns.BREAKDOWN_NAME,
        "all",
        PathSequencesTable.NODES_JSON,
        nodes,
        PathSequencesTable.NODE_COUNT,
        count,
        PathSequencesTable.PATHS,
        paths,
        PathSequencesTable.ALL_PATHS,
        20L,
        PathSequencesTable.PATH_RATIO,
        paths / 20.0);
  }
}
