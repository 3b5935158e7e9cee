package io.lakeprint.common.tables;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every table there is, by area, in the order in which data flows. */
public final class TableCatalog {

  private static final List<TableSpec> ALL =
      List.of(
          EventsTable.SPEC,
          EventCatalogTable.SPEC,
          TrackingFindingsTable.SPEC,
          RejectedRecordsTable.SPEC,
          VaultTable.SPEC,
          IdentityMapTable.SPEC,
          PersonsTable.SPEC,
          OneIdAliasesTable.SPEC,
          IdentityLogTable.SPEC,
          IdLinksTable.SPEC,
          IdEvidenceTable.SPEC,
          IdNodesTable.SPEC,
          IdOverridesTable.SPEC,
          IdentityRunsTable.SPEC,
          AdCostsTable.SPEC,
          SessionsTable.SPEC,
          SessionEventsTable.SPEC,
          DailyActivityTable.SPEC,
          DailyDimensionsTable.SPEC,
          OrdersTable.SPEC,
          OrderItemsTable.SPEC,
          FunnelStepsTable.SPEC,
          FunnelUsersTable.SPEC,
          RetentionCellsTable.SPEC,
          LifecycleTable.SPEC,
          StickinessTable.SPEC,
          PathEdgesTable.SPEC,
          PathTransitionsTable.SPEC,
          PathSequencesTable.SPEC,
          AttributionCreditsTable.SPEC,
          HeatmapCellsTable.SPEC,
          IntervalStatsTable.SPEC,
          DistributionCellsTable.SPEC,
          GroupComparisonsTable.SPEC,
          MetricValuesTable.SPEC,
          AttributeUpdatesTable.SPEC,
          PersonTagsTable.SPEC,
          PortraitsTable.SPEC,
          TagValuesTable.SPEC,
          SegmentMembersTable.SPEC,
          SegmentSizesTable.SPEC,
          SegmentOverlapsTable.SPEC,
          FeaturesTable.SPEC,
          LabelsTable.SPEC,
          ModelsTable.SPEC,
          ModelMetricsTable.SPEC,
          ModelCurvesTable.SPEC,
          DriftTable.SPEC,
          PredictionsTable.SPEC,
          CustomerValuesTable.SPEC,
          ValueModelsTable.SPEC,
          ValueTenthsTable.SPEC,
          ClustersTable.SPEC,
          ClusterProfilesTable.SPEC,
          AssignmentsTable.SPEC,
          OutboxTable.SPEC,
          DeliveriesTable.SPEC,
          TouchesTable.SPEC,
          RunsTable.SPEC,
          QualityResultsTable.SPEC,
          DefinitionsTable.SPEC,
          TableStatusTable.SPEC,
          SourceFilesTable.SPEC);

  private static final Map<String, TableSpec> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(TableSpec::name, Function.identity()));

  private TableCatalog() {}

  public static List<TableSpec> all() {
    return ALL;
  }

  /** Tables by {@code area.table}. */
  public static Map<String, TableSpec> byName() {
    return BY_NAME;
  }
}
