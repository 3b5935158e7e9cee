package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.Changed;
import io.lakeprint.common.lake.Increment;
import io.lakeprint.common.people.AttributesTransform;
import io.lakeprint.common.people.DeedInput;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Definitions;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.run.Step;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
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
            JobInput.optional(AttributeUpdatesTable.SPEC),
            JobInput.optional(IdentityMapTable.SPEC),
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
      JobReport report = step.report().and(Definitions.keep(context, KIND, plan.tags()));
      for (String unsaid : unsaid(context, plan)) {
        report = report.note(unsaid);
      }
      return report;
    }
  }

  /** A sentence for each attribute that no source has said: misspelt, or yet to come. */
  private static List<String> unsaid(JobContext context, TagPlan plan) {
    if (plan.attributes().isEmpty()) {
      return List.of();
    }
    Set<String> said =
        names(context.input(AttributeUpdatesTable.SPEC), AttributeUpdatesTable.ATTRIBUTE);
    return plan.attributes().stream()
        .filter(attribute -> !said.contains(attribute))
        .map(
            attribute ->
                "no source has said the attribute '"
                    + attribute
                    + "'."
                    + Suggestions.didYouMean(attribute, said))
        .toList();
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
                    : context.input(EventsTable.SPEC),
                // A change of an attribute names a node: whose it is, the owners tell.
                plan.attributes().isEmpty()
                    ? context.input(AttributeUpdatesTable.SPEC)
                    : increment.input(AttributeUpdatesTable.SPEC),
                plan.attributes().isEmpty()
                    ? context.input(IdentityMapTable.SPEC)
                    : step.of(increment.input(IdentityMapTable.SPEC))));
  }

  /**
   * Events are an input only of conditions that no roll-up can judge, attributes only of theirs.
   */
  private static List<TableSpec> inputs(TagPlan plan) {
    Stream<TableSpec> events = readsEvents(plan) ? Stream.of(EventsTable.SPEC) : Stream.empty();
    Stream<TableSpec> attributes =
        plan.attributes().isEmpty()
            ? Stream.empty()
            : Stream.of(AttributeUpdatesTable.SPEC, IdentityMapTable.SPEC);
    return Stream.of(Stream.of(PersonsTable.SPEC), DAYS.keySet().stream(), events, attributes)
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
    return plan.attributes().isEmpty() ? changed : changed.or(imported(increment, plan));
  }

  /** People whose nodes somebody said something of, and those who own other nodes than before. */
  private static Changed imported(Increment increment, TagPlan plan) {
    Object[] names =
        Stream.concat(plan.attributes().stream(), Stream.of(AttributesTransform.EVERYTHING))
            .toArray();
    Watch said =
        new Watch(
            List.of(AttributeUpdatesTable.ANCHOR_NODE),
            List.of(
                AttributeUpdatesTable.SOURCE,
                AttributeUpdatesTable.EVENT_ID,
                AttributeUpdatesTable.ATTRIBUTE,
                AttributeUpdatesTable.OPERATION,
                AttributeUpdatesTable.VALUE,
                AttributeUpdatesTable.UPDATED_AT,
                AttributeUpdatesTable.EVENT_DATE),
            AttributeUpdatesTable.ATTRIBUTE.col().isin(names));
    Changed nodes =
        changed(increment, AttributeUpdatesTable.SPEC, AttributeUpdatesTable.EVENT_DATE, said);
    if (nodes instanceof Changed.Keys keys) {
      nodes =
          new Changed.Keys(
              increment
                  .input(IdentityMapTable.SPEC)
                  .where(IdentityMapTable.ONE_ID.col().isNotNull())
                  .join(
                      keys.rows(),
                      IdentityMapTable.NODE_ID
                          .col()
                          .equalTo(AttributeUpdatesTable.ANCHOR_NODE.col()))
                  .select(IdentityMapTable.ONE_ID.col())
                  .distinct());
    }
    Watch owners =
        new Watch(
            List.of(IdentityMapTable.ONE_ID),
            List.of(
                IdentityMapTable.NODE_ID, IdentityMapTable.VALID_FROM, IdentityMapTable.VALID_TO),
            lit(true));
    return nodes.or(increment.changed(IdentityMapTable.SPEC, owners));
  }

  private static Changed changed(
      Increment increment, TableSpec input, ColumnSpec day, Watch watch) {
    return increment.changed(input, watch).or(increment.passed(input, day, watch));
  }

  /** The names of events that the lake has seen: some hundreds at most. */
  public static Set<String> seenEvents(JobContext context) {
    return names(context.input(EventCatalogTable.SPEC), EventCatalogTable.EVENT_NAME);
  }

  private static Set<String> names(Dataset<Row> rows, ColumnSpec column) {
    return new TreeSet<>(rows.agg(collect_set(column.col())).first().<String>getList(0));
  }
}
