package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.Behaviour;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagKind;
import io.lakeprint.common.definitions.TagsConfig;
import io.lakeprint.common.people.AttributesTransform;
import io.lakeprint.common.people.DeedInput;
import io.lakeprint.common.people.Deeds;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One tag with all that it stands on: the other tags it refers to, and the rows that its functions
 * count.
 */
public final class TagTrace {

  /**
   * A function that the tag, or one below it, calls, or a condition on behaviour that it asks.
   *
   * @param call as written in a definition, with its window
   * @param table whose rows it counts
   * @param columns what is worth seeing of a row, its day first
   * @param counts whether a row counts
   */
  public record Part(String call, TableSpec table, List<ColumnSpec> columns, Column counts) {}

  private final TagPlan plan;
  private final TagsTransform transform;
  private final LocalDate asOf;
  private final BusinessDays days;
  private final String tag;

  private TagTrace(TagPlan plan, String tag, LocalDate asOf, BusinessDays days) {
    this.plan = plan;
    this.tag = tag;
    this.asOf = asOf;
    this.days = days;
    this.transform = new TagsTransform(plan, asOf, days);
  }

  /**
   * A tag of the catalogue at the end of {@code asOf}.
   *
   * @param seenEvents event names in the lake
   * @throws io.lakeprint.common.error.UsageException {@code TAGS_INVALID} when any definition is
   *     wrong, {@code UNKNOWN_TAG} when none is of that name
   */
  public static TagTrace of(
      TagsConfig config,
      Set<String> seenEvents,
      SparkSession spark,
      String tag,
      LocalDate asOf,
      BusinessDays days) {
    SparkExpressionTypes types = new SparkExpressionTypes(spark);
    TagPlan all = TagCompiler.compile(config, seenEvents, types);
    Map<String, TagDefinition> needed = new TreeMap<>();
    collect(tag, all, needed);
    TagsConfig part =
        new TagsConfig(
            config.events(),
            config.passiveEvents(),
            config.dimensions(),
            config.includeBots(),
            needed);
    return new TagTrace(TagCompiler.compile(part, seenEvents, types), tag, asOf, days);
  }

  private static void collect(String tag, TagPlan all, Map<String, TagDefinition> needed) {
    TagDefinition definition = all.tags().get(tag);
    if (definition == null) {
      throw TagErrors.unknown(tag, all.tags().keySet());
    }
    if (needed.put(tag, definition) == null) {
      Rule rule = all.rules().get(tag);
      Stream.concat(rule == null ? Stream.of() : rule.needs().stream(), definition.since().stream())
          .forEach(other -> collect(other, all, needed));
    }
  }

  /** The tag itself. */
  public TagDefinition definition() {
    return definition(tag);
  }

  /** The tags it stands on, those first that others stand on. */
  public List<String> foundations() {
    Set<String> ids = new LinkedHashSet<>();
    plan.levels().forEach(ids::addAll);
    ids.addAll(plan.tags().keySet());
    ids.remove(tag);
    return List.copyOf(ids);
  }

  /** A tag of {@link #foundations}. */
  public TagDefinition definition(String id) {
    TagDefinition definition = plan.tags().get(id);
    if (definition == null) {
      throw new IllegalArgumentException("not part of " + tag + ": " + id);
    }
    return definition;
  }

  /**
   * One row per person of {@code identity.persons}: {@code one_id}, and a column for the tag and
   * for each of its {@link #foundations}, those counted in days since a moment included.
   *
   * @param input the rows of an input table
   */
  public Dataset<Row> values(Function<TableSpec, Dataset<Row>> input) {
    Dataset<Row> stored =
        transform.apply(
            new TagsTransform.Inputs(
                input.apply(PersonsTable.SPEC),
                input.apply(DailyActivityTable.SPEC),
                input.apply(DailyDimensionsTable.SPEC),
                input.apply(SessionsTable.SPEC),
                input.apply(OrdersTable.SPEC),
                input.apply(EventsTable.SPEC),
                input.apply(AttributeUpdatesTable.SPEC),
                input.apply(IdentityMapTable.SPEC)));
    List<Column> columns = new ArrayList<>(List.of(PersonsTable.ONE_ID.col()));
    plan.tags()
        .forEach((id, definition) -> columns.add(transform.published(id, definition).as(id)));
    return stored.select(columns.toArray(Column[]::new));
  }

  /** The functions it calls, the attributes it stands on, the behaviour that it asks for. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Measure measure : plan.measures().values()) {
      parts.add(
          new Part(
              measure.name(), measure.input().table(), columns(measure), measure.counts(asOf)));
    }
    for (Facet facet : plan.facets().values()) {
      parts.add(
          new Part(
              facet.name(),
              DailyDimensionsTable.SPEC,
              List.of(
                  DailyDimensionsTable.EVENT_DATE,
                  DailyDimensionsTable.EVENT_NAME,
                  DailyDimensionsTable.DIMENSION_VALUE,
                  DailyDimensionsTable.EVENT_COUNT),
              DailyDimensionsTable.EVENT_DATE
                  .col()
                  .leq(lit(asOf))
                  .and(facet.matches(asOf))
                  .and(facet.isOfValue())));
    }
    for (String attribute : plan.attributes()) {
      parts.add(
          new Part(
              "attribute " + attribute,
              AttributeUpdatesTable.SPEC,
              List.of(
                  AttributeUpdatesTable.UPDATED_AT,
                  AttributeUpdatesTable.SOURCE,
                  AttributeUpdatesTable.OPERATION,
                  AttributeUpdatesTable.VALUE),
              AttributeUpdatesTable.EVENT_DATE
                  .col()
                  .leq(lit(asOf))
                  .and(
                      AttributeUpdatesTable.ATTRIBUTE
                          .col()
                          .isin(attribute, AttributesTransform.EVERYTHING))));
    }
    Deeds deeds = plan.behaviour().deeds(asOf, days);
    for (Condition leaf : plan.deeds()) {
      Behaviour behaviour = leaf.behaviour().orElseThrow();
      DeedInput input = DeedInput.of(behaviour);
      parts.add(
          new Part(
              DefinitionText.of(leaf).line(),
              input.table(),
              input.shown(),
              deeds.isEvidence(behaviour)));
    }
    return parts;
  }

  private static List<ColumnSpec> columns(Measure measure) {
    Set<ColumnSpec> columns = new LinkedHashSet<>(measure.input().shown());
    measure.column().ifPresent(columns::add);
    return List.copyOf(columns);
  }

  /** Whether the tag is counted from another one when portraits are published. */
  public boolean isDaily() {
    return definition().kind() == TagKind.DAYS_SINCE;
  }
}
