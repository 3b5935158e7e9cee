package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.Changed;
import io.lakeprint.common.lake.Increment;
import io.lakeprint.common.people.DeedInput;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Definitions;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.run.Step;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.TagValuesTable;
import io.lakeprint.common.tables.Watch;
import io.lakeprint.common.time.BusinessDays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes every tag of every person and keeps the definitions that made them. */
public final class TagsJob implements Job<TagsConfig> {

  private static final String KIND = "tag";
  private static final List<ColumnSpec> PERSON = List.of(PersonsTable.ONE_ID);

  /** Inputs whose rows are of a day, with that day. */
  private static final Map<TableSpec, ColumnSpec> DAYS =
      Map.of(
          DailyActivityTable.SPEC, DailyActivityTable.EVENT_DATE,
          DailyDimensionsTable.SPEC, DailyDimensionsTable.EVENT_DATE,
          SessionsTable.SPEC, SessionsTable.SESSION_DATE,
          OrdersTable.SPEC, OrdersTable.ORDER_DATE);

  @Override
  public JobSpec<TagsConfig> spec() {
    return JobSpec.planned(
        "tags",
        "profile",
        "Compute the tags of every person from their definitions",
        TagsConfig.class,
        List.of(
            JobInput.of(PersonsTable.SPEC),
            JobInput.of(DailyActivityTable.SPEC),
            JobInput.optional(DailyDimensionsTable.SPEC),
            JobInput.optional(SessionsTable.SPEC),
            JobInput.optional(OrdersTable.SPEC),
            JobInput.optional(EventsTable.SPEC),
            JobInput.optional(EventCatalogTable.SPEC)),
        List.of(PersonTagsTable.SPEC, TagValuesTable.SPEC, DefinitionsTable.SPEC));
  }

  @Override
  public void check(CheckContext context, TagsConfig config) {
    context.define("tags", config.definitions().keySet());
    context.problems().addAll(TagCompiler.check(config, new SparkExpressionTypes(context.spark())));
  }

  /**
   * @throws io.lakeprint.common.error.UsageException {@code TAGS_INVALID} when a definition names
   *     an event that the lake has never seen, before anything is computed
   */
  @Override
  public JobReport run(JobContext context, TagsConfig config) {
    TagPlan plan =
        TagCompiler.compile(config, seenEvents(context), new SparkExpressionTypes(context.spark()));
    TagColumns columns = new TagColumns(plan.tags());
    List<TableSpec> outputs = List.of(columns.personTags(), TagValuesTable.SPEC);
    Increment increment =
        context.lake().increment(outputs, inputs(plan), context.asOf(), config.text());
    try (Step step = Step.of(context, outputs, increment, changed(increment, plan));
        Cached tags = Cached.of(tags(context, plan, increment, step))) {
      context.progress("computing " + plan.tags().size() + " tags");
      step.sync(columns.personTags(), tags.rows());
      step.sync(TagValuesTable.SPEC, new TagValuesTransform(plan.tags()).apply(tags.rows()));
      return step.report().and(Definitions.keep(context, KIND, plan.tags()));
    }
  }

  private static Dataset<Row> tags(
      JobContext context, TagPlan plan, Increment increment, Step step) {
    return new TagsTransform(plan, context.asOf(), new BusinessDays(context.zone()))
        .apply(
            new TagsTransform.Inputs(
                step.of(increment.input(PersonsTable.SPEC)),
                step.of(increment.input(DailyActivityTable.SPEC)),
                step.of(increment.input(DailyDimensionsTable.SPEC)),
                step.of(increment.input(SessionsTable.SPEC)),
                step.of(increment.input(OrdersTable.SPEC)),
                readsEvents(plan)
                    ? step.of(increment.input(EventsTable.SPEC))
                    : context.input(EventsTable.SPEC)));
  }

  /** Events are an input only of conditions that no roll-up can judge: others never read them. */
  private static List<TableSpec> inputs(TagPlan plan) {
    Stream<TableSpec> events = readsEvents(plan) ? Stream.of(EventsTable.SPEC) : Stream.empty();
    return Stream.of(Stream.of(PersonsTable.SPEC), DAYS.keySet().stream(), events)
        .flatMap(tables -> tables)
        .toList();
  }

  private static boolean readsEvents(TagPlan plan) {
    return !plan.deedsOf(DeedInput.EVENTS).isEmpty();
  }

  /**
   * People of whom a row changed, whose days the as-of passed over, or in whose windows the
   * calendar alone moves something.
   */
  private static Changed changed(Increment increment, TagPlan plan) {
    Changed changed =
        increment
            .changed(PersonsTable.SPEC, new Watch(PERSON, List.of(), lit(true)))
            .or(increment.due(PersonTagsTable.SPEC, PersonTagsTable.NEXT_CHANGE_ON, PERSON));
    for (Map.Entry<TableSpec, ColumnSpec> input : DAYS.entrySet()) {
      Watch watch = new Watch(PERSON, input.getKey().compared(), lit(true));
      changed = changed.or(changed(increment, input.getKey(), input.getValue(), watch));
    }
    if (readsEvents(plan)) {
      Watch watch = DeedInput.watchEvents(plan.deedsOf(DeedInput.EVENTS));
      changed = changed.or(changed(increment, EventsTable.SPEC, EventsTable.EVENT_DATE, watch));
    }
    return changed;
  }

  private static Changed changed(
      Increment increment, TableSpec input, ColumnSpec day, Watch watch) {
    return increment.changed(input, watch).or(increment.passed(input, day, watch));
  }

  /** The names of events that the lake has seen: some hundreds at most. */
  public static Set<String> seenEvents(JobContext context) {
    Row row =
        context
            .input(EventCatalogTable.SPEC)
            .agg(collect_set(EventCatalogTable.EVENT_NAME.col()))
            .first();
    return new TreeSet<>(row.<String>getList(0));
  }
}
