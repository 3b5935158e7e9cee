package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.definitions.PortraitColumns;
import io.lakeprint.common.definitions.PortraitsConfig;
import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.people.Deeds;
import io.lakeprint.common.people.DeedsTransform;
import io.lakeprint.common.people.FunnelPositionsTransform;
import io.lakeprint.common.people.FunnelSteps;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.FunnelStepsTable;
import io.lakeprint.common.tables.FunnelUsersTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.time.BusinessDays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The catalogue of segments over the lake of one run: what the job and its tools share.
 *
 * @param context of the job
 * @param config the catalogue
 * @param plan the checked catalogue
 */
record SegmentRun(JobContext context, SegmentsConfig config, SegmentPlan plan) {

  private static final String REPORT = "report";

  /** What segments follow from. */
  static final List<JobInput> INPUTS =
      List.of(
          JobInput.of(PortraitsTable.SPEC),
          JobInput.optional(DailyActivityTable.SPEC),
          JobInput.optional(DailyDimensionsTable.SPEC),
          JobInput.optional(EventsTable.SPEC),
          JobInput.optional(FunnelUsersTable.SPEC),
          JobInput.optional(FunnelStepsTable.SPEC),
          JobInput.optional(EventCatalogTable.SPEC),
          JobInput.optional(AttributeUpdatesTable.SPEC),
          JobInput.optional(IdentityMapTable.SPEC));

  /**
   * Checks the catalogue against the lake.
   *
   * @throws io.lakeprint.common.error.UsageException {@code SEGMENTS_INVALID} with every problem
   * @throws io.lakeprint.common.error.InputContractException {@code SEGMENT_PORTRAITS_OLD} when
   *     portraits lack a column of the catalogue of tags
   */
  static SegmentRun of(JobContext context, SegmentsConfig config) {
    PortraitColumns portraits =
        portraits(
            context.settings(TagsConfig.PATH, TagsConfig.class),
            context.settings(PortraitsConfig.PATH, PortraitsConfig.class));
    SegmentPlan plan =
        SegmentCompiler.compile(
            config,
            portraits,
            new SegmentCompiler.Seen(
                names(context, EventCatalogTable.SPEC, EventCatalogTable.EVENT_NAME),
                names(context, AttributeUpdatesTable.SPEC, AttributeUpdatesTable.ATTRIBUTE),
                Optional.of(funnels(context))));
    checkColumns(portraits, context.input(PortraitsTable.SPEC));
    return new SegmentRun(context, config, plan);
  }

  static PortraitColumns portraits(TagsConfig tags, PortraitsConfig portraits) {
    return new PortraitColumns(new TagColumns(tags.definitions()), portraits.models());
  }

  /** The same for the segments alone that these need. */
  SegmentRun only(Set<String> ids) {
    return new SegmentRun(context, config, plan.only(ids));
  }

  SegmentsTransform transform() {
    return new SegmentsTransform(
        plan,
        new Deeds.Settings(
            context.asOf(),
            new BusinessDays(context.zone()),
            config.passiveEvents(),
            config.includeBots()));
  }

  UploadedLists lists() {
    return UploadedLists.of(context, config, plan.lists());
  }

  SegmentsTransform.Inputs inputs(UploadedLists lists) {
    return new SegmentsTransform.Inputs(
        context.input(PortraitsTable.SPEC),
        new DeedsTransform.Inputs(
            context.input(DailyActivityTable.SPEC),
            context.input(DailyDimensionsTable.SPEC),
            context.input(EventsTable.SPEC)),
        context.input(FunnelUsersTable.SPEC),
        context.input(AttributeUpdatesTable.SPEC),
        context.input(IdentityMapTable.SPEC),
        lists.people());
  }

  /** Some hundreds at most. */
  private static Set<String> names(JobContext context, TableSpec table, ColumnSpec column) {
    Row row = context.input(table).agg(collect_set(column.col())).first();
    return new TreeSet<>(row.<String>getList(0));
  }

  /** Some steps of some reports. */
  private static FunnelSteps funnels(JobContext context) {
    Row told =
        context
            .input(FunnelStepsTable.SPEC)
            .where(FunnelStepsTable.PERIOD_GRAIN.col().equalTo(FunnelPositionsTransform.ALL_DAYS))
            .agg(
                array_sort(
                    collect_set(
                        struct(
                            FunnelStepsTable.REPORT_ID.col(),
                            FunnelStepsTable.STEP_NO.col(),
                            FunnelStepsTable.STEP_NAME.col()))))
            .first();
    Map<String, List<String>> steps = new TreeMap<>();
    told.<Row>getList(0)
        .forEach(
            step ->
                steps
                    .computeIfAbsent(step.getString(0), id -> new ArrayList<>())
                    .add(step.getString(2)));
    Row kept =
        context
            .lake()
            .read(DefinitionsTable.SPEC)
            .where(DefinitionsTable.KIND.col().equalTo(REPORT))
            .agg(collect_set(DefinitionsTable.DEFINITION_ID.col()))
            .first();
    return new FunnelSteps(steps, new TreeSet<>(kept.<String>getList(0)));
  }

  private static void checkColumns(PortraitColumns columns, Dataset<Row> portraits) {
    List<String> present = Arrays.asList(portraits.columns());
    List<String> missing =
        columns.table().columns().stream()
            .map(ColumnSpec::name)
            .filter(name -> !present.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw SegmentErrors.portraitsLack(missing);
    }
  }
}
