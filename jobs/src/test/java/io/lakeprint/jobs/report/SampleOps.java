package io.lakeprint.jobs.report;

import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.IdLinksTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.IdentityRunsTable;
import io.lakeprint.common.tables.ModelMetricsTable;
import io.lakeprint.common.tables.ModelsTable;
import io.lakeprint.common.tables.QualityResultsTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.common.tables.SegmentOverlapsTable;
import io.lakeprint.common.tables.SegmentSizesTable;
import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.common.tables.TableStatusTable;
import io.lakeprint.common.tables.TrackingFindingsTable;
import io.lakeprint.testkit.TableRows;
import io.lakeprint.testkit.TablesContext;

/** What the sample shop's lake says about definitions, models, people and itself. */
final class SampleOps {

  private SampleOps() {}

  static TablesContext into(TablesContext context) {
    definitions(context);
    models(context);
    SampleCards.into(context);
    SampleValues.into(context);
    segments(context);
    identity(context);
    return audits(quality(context));
  }

  private static void definitions(TablesContext context) {
    TableRows definitions = TableRows.of(DefinitionsTable.SPEC);
    definition(definitions, "tag", "level", "v1", "旧名", "Old name", "2026-01-01");
    definition(
        definitions, "tag", "level", "v2", "等级" + SampleTables.HOSTILE, "Level", "2026-02-01");
    definition(definitions, "tag", "order_count_365d", "v1", "近一年订单数", "Orders", "2026-01-01");
    definition(definitions, "tag", "days_since_purchase", "v1", "距最近购买", "Days", "2026-01-01");
    definition(definitions, "segment", "loyal", "v1", "忠诚用户", "Loyal people", "2026-01-01");
    definition(definitions, "report", "purchase", "v1", "购买漏斗", "Purchase funnel", "2026-01-01");
    SampleAnalyses.definitions(definitions);
    SampleComparisons.definitions(definitions);
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
          ModelsTable.MODEL,
          "churn",
          ModelsTable.MODEL_VERSION,
          version,
          ModelsTable.SEQUENCE,
          sequence,
          ModelsTable.AS_OF,
          SampleTables.AS_OF.minusDays(30L * (2 - sequence)),
          ModelsTable.LEARNER,
          "logistic",
          ModelsTable.DECISION,
          sequence == 1 ? "FIRST" : "KEPT",
          ModelsTable.DECISION_REASON,
          "PR-AUC 0.61 against 0.62",
          ModelsTable.TEST_SNAPSHOT,
          SampleTables.AS_OF.minusDays(30));
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
                    ClusterProfilesTable.AS_OF,
                    SampleTables.AS_OF,
                    ClusterProfilesTable.CLUSTER_ID,
                    "1",
                    ClusterProfilesTable.NAME_ZH,
                    "忠实客户",
                    ClusterProfilesTable.NAME_EN,
                    "Loyal",
                    ClusterProfilesTable.PERSON_COUNT,
                    12L,
                    ClusterProfilesTable.SHARE_RATIO,
                    1.0,
                    ClusterProfilesTable.MEAN_VALUE,
                    88.5,
                    ClusterProfilesTable.VALUE_SHARE_RATIO,
                    1.0,
                    ClusterProfilesTable.STABILITY_SCORE,
                    0.93,
                    ClusterProfilesTable.TRAITS,
                    "[{\"feature\":\"purchase_count_30d\",\"mean\":2.0,\"overall_mean\":1.0,"
                        + "\"difference_in_deviations\":1.2},{\"feature\":\"empty\",\"mean\":null,"
                        + "\"overall_mean\":null,\"difference_in_deviations\":-0.4}]"));
  }

  private static void segments(TablesContext context) {
    TableRows sizes = TableRows.of(SegmentSizesTable.SPEC);
    for (int day = 1; day >= 0; day--) {
      sizes.row(
          SegmentSizesTable.AS_OF,
          SampleTables.AS_OF.minusDays(day),
          SegmentSizesTable.SEGMENT_ID,
          "loyal",
          SegmentSizesTable.PEOPLE,
          9L - day);
    }
    context
        .with(SegmentSizesTable.SPEC, sizes)
        .with(
            SegmentOverlapsTable.SPEC,
            TableRows.of(SegmentOverlapsTable.SPEC)
                .row(
                    SegmentOverlapsTable.SEGMENT_ID,
                    "loyal",
                    SegmentOverlapsTable.OTHER_SEGMENT_ID,
                    "rich",
                    SegmentOverlapsTable.SHARED_PEOPLE,
                    3L,
                    SegmentOverlapsTable.PEOPLE,
                    9L,
                    SegmentOverlapsTable.SHARED_RATIO,
                    3 / 9.0));
  }

  private static void metric(
      TableRows rows, String version, String subject, String metric, double value) {
    rows.row(
        ModelMetricsTable.MODEL,
        "churn",
        ModelMetricsTable.MODEL_VERSION,
        version,
        ModelMetricsTable.SUBJECT,
        subject,
        ModelMetricsTable.SPLIT,
        "test",
        ModelMetricsTable.METRIC,
        metric,
        ModelMetricsTable.VALUE,
        value,
        ModelMetricsTable.VALUE_LOW,
        metric.equals("pr_auc") ? value - 0.06 : null,
        ModelMetricsTable.VALUE_HIGH,
        metric.equals("pr_auc") ? value + 0.06 : null,
        ModelMetricsTable.ROW_COUNT,
        500L);
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
                .row(
                    IdentityLogTable.AS_OF,
                    SampleTables.AS_OF,
                    IdentityLogTable.OPERATION,
                    "CREATE")
                .row(
                    IdentityLogTable.AS_OF,
                    SampleTables.AS_OF,
                    IdentityLogTable.OPERATION,
                    "MERGE"))
        .with(
            IdLinksTable.SPEC,
            TableRows.of(IdLinksTable.SPEC)
                .row(IdLinksTable.STATE, "ACTIVE")
                .row(IdLinksTable.STATE, "SUPPRESSED", IdLinksTable.RULE, "member_id:1"))
        .with(
            IdentityRunsTable.SPEC,
            TableRows.of(IdentityRunsTable.SPEC)
                .row(
                    IdentityRunsTable.RUN_SEQUENCE,
                    1L,
                    IdentityRunsTable.AS_OF,
                    SampleTables.AS_OF,
                    IdentityRunsTable.MODE,
                    "full",
                    IdentityRunsTable.REASON,
                    "first run"));
  }

  private static TablesContext quality(TablesContext context) {
    return context
        .with(
            EventCatalogTable.SPEC,
            TableRows.of(EventCatalogTable.SPEC)
                .row(
                    EventCatalogTable.SOURCE,
                    "web",
                    EventCatalogTable.EVENT_NAME,
                    SampleTables.HOSTILE,
                    EventCatalogTable.EVENT_COUNT,
                    40L)
                .row(
                    EventCatalogTable.SOURCE,
                    "app",
                    EventCatalogTable.EVENT_NAME,
                    SampleTables.FORMULA,
                    EventCatalogTable.EVENT_COUNT,
                    4L))
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
                    TableStatusTable.TABLE_NAME,
                    "events.events",
                    TableStatusTable.DATA_AS_OF,
                    SampleTables.AS_OF))
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
                    RunsTable.DURATION_SECONDS, 75.0)
                .row(
                    RunsTable.RUN_ID, "night",
                    RunsTable.JOB, "audit",
                    RunsTable.AS_OF, SampleTables.AS_OF,
                    RunsTable.STATUS, "FAILED",
                    RunsTable.EXIT_CODE, 4));
  }

  private static TablesContext audits(TablesContext context) {
    return context.with(
        TrackingFindingsTable.SPEC,
        TableRows.of(TrackingFindingsTable.SPEC)
            .row(
                TrackingFindingsTable.AS_OF, "2026-03-24",
                TrackingFindingsTable.PROBLEM, "missing_event",
                TrackingFindingsTable.SEVERITY, "error",
                TrackingFindingsTable.EVENT_NAME, "mended_since")
            .row(
                TrackingFindingsTable.AS_OF, SampleTables.AS_OF,
                TrackingFindingsTable.PROBLEM, "volume_break",
                TrackingFindingsTable.SEVERITY, "warning",
                TrackingFindingsTable.SOURCE, "till",
                TrackingFindingsTable.CHANNEL, "store",
                TrackingFindingsTable.EVENT_NAME, "")
            .row(
                TrackingFindingsTable.AS_OF, SampleTables.AS_OF,
                TrackingFindingsTable.PROBLEM, "wrong_type",
                TrackingFindingsTable.SEVERITY, "error",
                TrackingFindingsTable.SOURCE, "",
                TrackingFindingsTable.CHANNEL, "",
                TrackingFindingsTable.EVENT_NAME, SampleTables.HOSTILE)
            .row(
                TrackingFindingsTable.AS_OF, "2026-04-01",
                TrackingFindingsTable.PROBLEM, "type_drift",
                TrackingFindingsTable.SEVERITY, "error",
                TrackingFindingsTable.EVENT_NAME, "after_the_page"));
  }
}
