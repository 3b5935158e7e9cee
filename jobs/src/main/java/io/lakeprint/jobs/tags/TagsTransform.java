package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.Conditions.Subject;
import io.lakeprint.common.definitions.TagColumns;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagKind;
import io.lakeprint.common.people.AttributesTransform;
import io.lakeprint.common.people.DeedCheck;
import io.lakeprint.common.people.Deeds;
import io.lakeprint.common.tables.PersonTagsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/**
 * The value of every stored tag of every person at the end of the as-of day.
 *
 * <p>Each input is read once, whatever the number of tags and of conditions on behaviour.
 * Deterministic: the order of rows and partitions does not matter.
 *
 * @param plan the checked catalogue
 * @param asOf the day at whose end the values hold; later rows are left out
 * @param days business days
 */
record TagsTransform(TagPlan plan, LocalDate asOf, BusinessDays days) {

  /** A plan has been checked: no name matters any more. */
  private static final DeedCheck CHECKED = new DeedCheck(Optional.empty(), List.of());

  /** Rows of the tables of the same name. */
  record Inputs(
      Dataset<Row> persons,
      Dataset<Row> activity,
      Dataset<Row> dimensions,
      Dataset<Row> sessions,
      Dataset<Row> orders,
      Dataset<Row> events,
      Dataset<Row> updates,
      Dataset<Row> identityMap) {

    Dataset<Row> of(MeasureInput input) {
      return switch (input) {
        case ACTIVITY -> activity;
        case SESSIONS -> sessions;
        case ORDERS -> orders;
      };
    }
  }

  /** One row per person of {@code persons}, with the columns of {@link TagColumns#personTags}. */
  Dataset<Row> apply(Inputs inputs) {
    Deeds deeds = plan.behaviour().deeds(asOf, days);
    List<Map<String, Column>> levels = levels(deeds);
    // What behaviour has to be counted is known only now.
    Dataset<Row> people = new PersonValuesTransform(plan, deeds.plan(), asOf).apply(inputs);
    if (!plan.attributes().isEmpty()) {
      people =
          people.join(
              new AttributesTransform(plan.attributes(), asOf)
                  .apply(inputs.updates(), inputs.identityMap()),
              PersonsTable.ONE_ID.name(),
              "left");
    }
    for (Map<String, Column> values : levels) {
      people = people.withColumns(values);
    }
    return select(people);
  }

  /** The values of the tags by level, over columns that are yet to be computed. */
  private List<Map<String, Column>> levels(Deeds deeds) {
    Conditions conditions = new TagLeaves(CHECKED, deeds).over(subjects(), days);
    List<Map<String, Column>> levels = new ArrayList<>();
    for (List<String> level : plan.levels()) {
      Map<String, Column> values = new LinkedHashMap<>();
      for (String id : level) {
        TagDefinition tag = definition(id);
        DataType type = tag.type().dataType();
        Column value =
            tag.holdsOn(asOf)
                ? rule(id).value(tag.type(), conditions).cast(type)
                : lit(null).cast(type);
        values.put(id, value);
        tag.attribute().ifPresent(name -> values.putAll(provenance(id, tag, name, value)));
      }
      levels.add(values);
    }
    return levels;
  }

  private static Map<String, Column> provenance(
      String id, TagDefinition tag, String attribute, Column value) {
    return Map.of(
        TagColumns.source(id, tag).name(),
        when(value.isNotNull(), AttributesTransform.source(attribute)),
        TagColumns.since(id, tag).name(),
        when(value.isNotNull(), AttributesTransform.since(attribute)));
  }

  /** Stored tags are columns; days since a moment follow from it. */
  private Map<String, Subject> subjects() {
    Map<String, Subject> subjects = new LinkedHashMap<>();
    plan.tags().forEach((id, tag) -> subjects.put(id, new Subject(tag.type(), published(id, tag))));
    return subjects;
  }

  /** The value of a tag over the columns of the result: days since a moment are counted here. */
  Column published(String id, TagDefinition tag) {
    return tag.kind() == TagKind.DAYS_SINCE
        ? date_diff(lit(asOf), days.dayOf(col(tag.since().orElseThrow())))
        : col(id);
  }

  private Dataset<Row> select(Dataset<Row> people) {
    TableSpec table = new TagColumns(plan.tags()).personTags();
    List<Column> candidates = new ArrayList<>(List.of(PersonValuesTransform.NEXT_CHANGE));
    plan.rules().values().forEach(rule -> candidates.addAll(turns(rule)));
    plan.rules().keySet().forEach(id -> validity(id).ifPresent(candidates::add));
    Map<String, Column> base =
        Map.of(
            PersonTagsTable.AS_OF.name(), lit(asOf),
            PersonTagsTable.NEXT_CHANGE_ON.name(), Calendar.earliest(candidates));
    return people.select(
        table.columns().stream()
            .map(column -> column.is(base.getOrDefault(column.name(), column.col())))
            .toArray(Column[]::new));
  }

  /** The days on which a ladder over days-since tags may take another step. */
  private List<Column> turns(Rule rule) {
    if (!(rule instanceof Rule.Ladder ladder)) {
      return List.of();
    }
    return ladder.steps().stream()
        .flatMap(step -> step.when().leaves())
        .filter(leaf -> leaf.tag().isPresent())
        .filter(leaf -> definition(leaf.tag().orElseThrow()).kind() == TagKind.DAYS_SINCE)
        .flatMap(
            leaf -> {
              String moment = definition(leaf.tag().orElseThrow()).since().orElseThrow();
              return Calendar.turns(leaf).mapToObj(age -> turn(days.dayOf(col(moment)), age));
            })
        .toList();
  }

  /** The day on which a tag begins or ceases to hold. */
  private Optional<Column> validity(String id) {
    TagDefinition tag = definition(id);
    Optional<LocalDate> begins = tag.validFrom().filter(day -> day.isAfter(asOf));
    if (begins.isPresent()) {
      return Optional.of(lit(begins.get()));
    }
    return tag.validUntil()
        .filter(day -> !day.isBefore(asOf))
        .map(day -> when(col(id).isNotNull(), lit(day.plusDays(1))));
  }

  private Column turn(Column day, int age) {
    Column turn = date_add(day, age);
    return when(turn.gt(lit(asOf)), turn);
  }

  private TagDefinition definition(String id) {
    TagDefinition tag = plan.tags().get(id);
    if (tag == null) {
      throw new IllegalStateException("not in the catalogue: " + id);
    }
    return tag;
  }

  private Rule rule(String id) {
    Rule rule = plan.rules().get(id);
    if (rule == null) {
      throw new IllegalStateException("has no rule: " + id);
    }
    return rule;
  }
}
