package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.FunnelStepsTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.IdentityRunsTable;
import io.lakeprint.common.tables.LifecycleTable;
import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PathEdgesTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.QualityResultsTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.RetentionCellsTable;
import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.common.tables.StickinessTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.TableStatusTable;
import io.lakeprint.common.tables.Types;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TablesContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A small shop's tables, in which some names want to be more than names. */
final class SampleTables {

  static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
  static final int PEOPLE = 12;

  /** Ends a script, opens a tag, closes an attribute. */
  static final String HOSTILE = "</script><script>window.broken = true</script>\"'<img src=x>";

  /** Arabic, which runs the other way, and an emoji. */
  static final String FOREIGN = "شراء 🛒";

  /** What a spreadsheet would run. */
  static final String FORMULA = "=HYPERLINK(\"http://example.com\")";

  private static final ColumnSpec LEVEL =
      ColumnSpec.optional("level", Types.STRING, "Level; null = unknown");
  private static final ColumnSpec ORDERS =
      ColumnSpec.optional("order_count_365d", Types.LONG, "Orders; null = unknown");
  private static final ColumnSpec DAYS =
      ColumnSpec.optional("days_since_purchase", Types.INT, "Days; null = unknown");
  private static final TableSpec PORTRAITS =
      PortraitsTable.SPEC.withColumns(List.of(LEVEL, ORDERS, DAYS));

  private SampleTables() {}

  static TablesContext in(SparkSession spark, String... settings) {
    TablesContext context =
        new TablesContext(spark, ZoneId.of("Asia/Shanghai"), AS_OF, settings);
    people(context);
    behaviour(context);
    definitions(context);
    models(context);
    identity(context);
    return quality(context);
  }

  private static void people(TablesContext context) {
    TableRows persons = TableRows.of(PersonsTable.SPEC);
    TableRows activity = TableRows.of(DailyActivityTable.SPEC);
    TableRows hours = TableRows.of(DailyDimensionsTable.SPEC);
    TableRows portraits = TableRows.of(PORTRAITS);
    TableRows orders = TableRows.of(OrdersTable.SPEC);
    for (int person = 0; person < PEOPLE; person++) {
      String id = "person-" + person;
      persons.row(
          PersonsTable.ONE_ID, id,
          PersonsTable.PERSON_KIND, person % 3 == 0 ? "member" : "anonymous",
          PersonsTable.NODE_COUNT, 2L);
      portraits.row(
          PortraitsTable.ONE_ID, id,
          LEVEL, person < 6 ? HOSTILE : person < 11 ? FOREIGN : "only me",
          ORDERS, person < 2 ? null : (long) person,
          DAYS, person < 2 ? null : person * 20);
      orders.row(
          OrdersTable.SOURCE, "till",
          OrdersTable.ORDER_ID, "order-" + person,
          OrdersTable.ORDER_DATE, AS_OF.minusDays(person),
          OrdersTable.PAID_AT, person == 0 ? null : "2026-03-20T04:00:00Z",
          OrdersTable.GROSS_AMOUNT, "100",
          OrdersTable.DISCOUNT_AMOUNT, "10",
          OrdersTable.REFUNDED_AMOUNT, person == 1 ? "40" : "0",
          OrdersTable.NET_AMOUNT, person == 1 ? "50" : "90",
          OrdersTable.CURRENCY, "CNY");
      for (int day = person; day < 20; day += 3) {
        activity.row(
            DailyActivityTable.ONE_ID, id,
            DailyActivityTable.EVENT_DATE, AS_OF.minusDays(day),
            DailyActivityTable.EVENT_NAME, "page_view",
            DailyActivityTable.CHANNEL, person % 2 == 0 ? "web" : "app",
            DailyActivityTable.EVENT_COUNT, 3L);
        for (String[] dimension :
            new String[][] {{"hour", "0" + day % 10}, {"category", FOREIGN}}) {
          hours.row(
              DailyDimensionsTable.ONE_ID, id,
              DailyDimensionsTable.EVENT_DATE, AS_OF.minusDays(day),
              DailyDimensionsTable.EVENT_NAME, "page_view",
              DailyDimensionsTable.DIMENSION, dimension[0],
              DailyDimensionsTable.DIMENSION_VALUE, dimension[1],
              DailyDimensionsTable.EVENT_COUNT, 3L);
        }
      }
    }
    context
        .with(PersonsTable.SPEC, persons)
        .with(DailyActivityTable.SPEC, activity)
        .with(DailyDimensionsTable.SPEC, hours)
        .with(PORTRAITS, portraits)
        .with(OrdersTable.SPEC, orders);
  }

  private static void behaviour(TablesContext context) {
    TableRows funnel = TableRows.of(FunnelStepsTable.SPEC);
    step(funnel, "total", AS_OF.minusDays(89), "all", 1, HOSTILE, 40, 40);
    step(funnel, "total", AS_OF.minusDays(89), "all", 2, "Order", 10, 40);
    step(funnel, "total", AS_OF.minusDays(89), "web", 1, HOSTILE, 30, 30);
    step(funnel, "total", AS_OF.minusDays(89), "web", 2, "Order", 6, 30);
    step(funnel, "total", AS_OF.minusDays(89), "rare", 1, HOSTILE, 2, 2);
    step(funnel, "total", AS_OF.minusDays(89), "rare", 2, "Order", 1, 2);
    step(funnel, "week", AS_OF.minusDays(15), "all", 1, HOSTILE, 20, 20);
    step(funnel, "week", AS_OF.minusDays(15), "all", 2, "Order", 6, 20);
    step(funnel, "week", AS_OF.minusDays(8), "all", 1, HOSTILE, 20, 20);
    step(funnel, "week", AS_OF.minusDays(8), "all", 2, "Order", 4, 20);
    TableRows edges = TableRows.of(PathEdgesTable.SPEC);
    edge(edges, 0, "(start)", "home", 20);
    edge(edges, 1, "home", FOREIGN, 12);
    edge(edges, 1, "home", "(end)", 8);
    edge(edges, 2, FOREIGN, HOSTILE, 9);
    edge(edges, 2, FOREIGN, "(end)", 3);
    edge(edges, 3, HOSTILE, "(end)", 9);
    TableRows cells = TableRows.of(RetentionCellsTable.SPEC);
    TableRows lives = TableRows.of(LifecycleTable.SPEC);
    TableRows sticky = TableRows.of(StickinessTable.SPEC);
    for (int week = 0; week < 3; week++) {
      LocalDate start = AS_OF.minusDays(22).plusWeeks(week);
      for (int cell = 0; cell < 3 - week; cell++) {
        cells.row(
            ReportColumns.REPORT_ID, "weekly",
            ReportColumns.PERIOD_GRAIN, "week",
            ReportColumns.PERIOD_START, start,
            ReportColumns.BREAKDOWN_NAME, "all",
            RetentionCellsTable.CELL_NO, cell,
            RetentionCellsTable.COHORT_USERS, 10L,
            RetentionCellsTable.RETURNED_USERS, 10L - 4L * cell,
            RetentionCellsTable.RETENTION_RATIO, (10.0 - 4 * cell) / 10,
            RetentionCellsTable.CELL_COMPLETE, week + cell < 2);
      }
      long users = 1;
      for (String status : List.of("new", "returning", "resurrecting", "dormant")) {
        lives.row(
            ReportColumns.REPORT_ID, "life",
            ReportColumns.PERIOD_GRAIN, "week",
            ReportColumns.PERIOD_START, start,
            ReportColumns.BREAKDOWN_NAME, "all",
            LifecycleTable.STATUS, status,
            LifecycleTable.USERS, users++,
            LifecycleTable.ACTIVE_USERS, 6L,
            LifecycleTable.CELL_COMPLETE, week < 2);
      }
      sticky.row(
          ReportColumns.REPORT_ID, "sticky",
          ReportColumns.PERIOD_GRAIN, "week",
          ReportColumns.PERIOD_START, start,
          ReportColumns.BREAKDOWN_NAME, "all",
          StickinessTable.ACTIVE_INTERVALS, 1,
          StickinessTable.USERS, 6L,
          StickinessTable.ACTIVE_USERS, 6L,
          StickinessTable.USER_RATIO, 1.0,
          StickinessTable.CELL_COMPLETE, week < 2);
    }
    context
        .with(FunnelStepsTable.SPEC, funnel)
        .with(PathEdgesTable.SPEC, edges)
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
        FunnelStepsTable.WINDOW_COMPLETE, start.isBefore(AS_OF.minusDays(10)));
  }

  private static void edge(TableRows rows, int step, String from, String to, long paths) {
    rows.row(
        ReportColumns.REPORT_ID, "ways",
        ReportColumns.PERIOD_GRAIN, "total",
        ReportColumns.PERIOD_START, AS_OF.minusDays(29),
        ReportColumns.BREAKDOWN_NAME, "all",
        PathEdgesTable.STEP_NO, step,
        PathEdgesTable.FROM_NODE, from,
        PathEdgesTable.TO_NODE, to,
        PathEdgesTable.PATHS, paths,
        PathEdgesTable.USERS, paths,
        PathEdgesTable.FROM_PATHS, 20L,
        PathEdgesTable.PROBABILITY, paths / 20.0);
  }

  private static void definitions(TablesContext context) {
    TableRows definitions = TableRows.of(DefinitionsTable.SPEC);
    definition(definitions, "tag", "level", "v1", "旧名", "Old name", "2026-01-01");
    definition(definitions, "tag", "level", "v2", "等级" + HOSTILE, "Level", "2026-02-01");
    definition(definitions, "tag", "order_count_365d", "v1", "近一年订单数", "Orders", "2026-01-01");
    definition(definitions, "tag", "days_since_purchase", "v1", "距最近购买", "Days", "2026-01-01");
    definition(definitions, "report", "purchase", "v1", "购买漏斗", "Purchase funnel", "2026-01-01");
    context.with(DefinitionsTable.SPEC, definitions);
  }

  private static void definition(
      TableRows rows, String kind, String id, String version, String zh, String en, String since) {
    rows.row(
        DefinitionsTable.KIND, kind,
        DefinitionsTable.DEFINITION_ID, id,
        DefinitionsTable.VERSION, version,
        DefinitionsTable.NAME_ZH, zh,
        DefinitionsTable.NAME_EN, en,
        DefinitionsTable.OWNER, id.equals("level") ? "Zhang" : null,
        DefinitionsTable.DEFINITION, "description = \"what " + id + " says\"\ngroup = money",
        DefinitionsTable.FIRST_USED_ON, since);
  }

  private static void models(TablesContext context) {
    TableRows models = TableRows.of(ModelsTable.SPEC);
    TableRows metrics = TableRows.of(ModelMetricsTable.SPEC);
    for (int sequence = 1; sequence <= 2; sequence++) {
      String version = "v" + sequence;
      models.row(
          ModelsTable.MODEL, "churn",
          ModelsTable.MODEL_VERSION, version,
          ModelsTable.SEQUENCE, sequence,
          ModelsTable.AS_OF, AS_OF.minusDays(30L * (2 - sequence)),
          ModelsTable.LEARNER, "logistic",
          ModelsTable.DECISION, sequence == 1 ? "FIRST" : "KEPT",
          ModelsTable.DECISION_REASON, "PR-AUC 0.61 against 0.62",
          ModelsTable.TEST_SNAPSHOT, AS_OF.minusDays(30));
      metric(metrics, version, "model", "pr_auc", 0.6 + sequence / 100.0);
      metric(metrics, version, "model", "base_rate", 0.3);
      metric(metrics, version, "baseline", "pr_auc", 0.5);
      metric(metrics, version, "model", "lift_decile_1", 2.5);
      metric(metrics, version, "model", "lift_decile_10", 0.4);
    }
    context
        .with(ModelsTable.SPEC, models)
        .with(ModelMetricsTable.SPEC, metrics)
        .with(
            ClusterProfilesTable.SPEC,
            TableRows.of(ClusterProfilesTable.SPEC)
                .row(
                    ClusterProfilesTable.AS_OF, AS_OF,
                    ClusterProfilesTable.CLUSTER_ID, "1",
                    ClusterProfilesTable.NAME_ZH, "忠实客户",
                    ClusterProfilesTable.NAME_EN, "Loyal",
                    ClusterProfilesTable.PERSON_COUNT, 12L,
                    ClusterProfilesTable.SHARE_RATIO, 1.0,
                    ClusterProfilesTable.TRAITS,
                        "[{\"feature\":\"purchase_count_30d\",\"mean\":2.0,\"overall_mean\":1.0,"
                            + "\"difference_in_deviations\":1.2},{\"feature\":\"empty\",\"mean\":null,"
                            + "\"overall_mean\":null,\"difference_in_deviations\":-0.4}]"));
  }

  private static void metric(
      TableRows rows, String version, String subject, String metric, double value) {
    rows.row(
        ModelMetricsTable.MODEL, "churn",
        ModelMetricsTable.MODEL_VERSION, version,
        ModelMetricsTable.SUBJECT, subject,
        ModelMetricsTable.SPLIT, "test",
        ModelMetricsTable.METRIC, metric,
        ModelMetricsTable.VALUE, value,
        ModelMetricsTable.ROW_COUNT, 500L);
  }

  private static void identity(TablesContext context) {
    context
        .with(
            IdentityMapTable.SPEC,
            TableRows.of(IdentityMapTable.SPEC)
                .row(
                    IdentityMapTable.ID_TYPE, "cookie",
                    IdentityMapTable.ID_VALUE, "secret-cookie",
                    IdentityMapTable.STATE, "active"))
        .with(
            IdentityLogTable.SPEC,
            TableRows.of(IdentityLogTable.SPEC)
                .row(IdentityLogTable.AS_OF, AS_OF, IdentityLogTable.OPERATION, "CREATE")
                .row(IdentityLogTable.AS_OF, AS_OF, IdentityLogTable.OPERATION, "MERGE"))
        .with(
            IdLinksTable.SPEC,
            TableRows.of(IdLinksTable.SPEC)
                .row(IdLinksTable.STATE, "ACTIVE")
                .row(IdLinksTable.STATE, "SUPPRESSED", IdLinksTable.RULE, "member_id:1"))
        .with(
            IdentityRunsTable.SPEC,
            TableRows.of(IdentityRunsTable.SPEC)
                .row(
                    IdentityRunsTable.RUN_SEQUENCE, 1L,
                    IdentityRunsTable.AS_OF, AS_OF,
                    IdentityRunsTable.MODE, "full",
                    IdentityRunsTable.REASON, "first run"));
  }

  private static TablesContext quality(TablesContext context) {
    return context
        .with(
            EventCatalogTable.SPEC,
            TableRows.of(EventCatalogTable.SPEC)
                .row(
                    EventCatalogTable.SOURCE, "web",
                    EventCatalogTable.EVENT_NAME, HOSTILE,
                    EventCatalogTable.EVENT_COUNT, 40L)
                .row(
                    EventCatalogTable.SOURCE, "app",
                    EventCatalogTable.EVENT_NAME, FORMULA,
                    EventCatalogTable.EVENT_COUNT, 4L))
        .with(
            RejectedRecordsTable.SPEC,
            TableRows.of(RejectedRecordsTable.SPEC)
                .row(
                    RejectedRecordsTable.SOURCE, "till",
                    RejectedRecordsTable.REASON_CODE, "BAD_TIME"))
        .with(
            QualityResultsTable.SPEC,
            TableRows.of(QualityResultsTable.SPEC)
                .row(
                    QualityResultsTable.TABLE_NAME, "events.events",
                    QualityResultsTable.EXPECTATION, "key is unique",
                    QualityResultsTable.CHECKED_AT, "2026-03-30T00:00:00Z",
                    QualityResultsTable.IS_MET, false)
                .row(
                    QualityResultsTable.TABLE_NAME, "events.events",
                    QualityResultsTable.EXPECTATION, "key is unique",
                    QualityResultsTable.CHECKED_AT, "2026-03-31T00:00:00Z",
                    QualityResultsTable.IS_MET, true))
        .with(
            TableStatusTable.SPEC,
            TableRows.of(TableStatusTable.SPEC)
                .row(
                    TableStatusTable.TABLE_NAME, "events.events",
                    TableStatusTable.DATA_AS_OF, AS_OF))
        .with(
            SourceFilesTable.SPEC,
            TableRows.of(SourceFilesTable.SPEC)
                .row(SourceFilesTable.SOURCE, "till", SourceFilesTable.LENGTH_BYTES, 2048L))
        .with(
            RunsTable.SPEC,
            TableRows.of(RunsTable.SPEC)
                .row(
                    RunsTable.RUN_ID, "trial",
                    RunsTable.JOB, "identity",
                    RunsTable.STATUS, "DONE",
                    RunsTable.DURATION_SECONDS, 75.0));
  }
}
