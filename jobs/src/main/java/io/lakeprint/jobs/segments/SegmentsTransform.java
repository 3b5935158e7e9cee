package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.people.AttributesTransform;
import io.lakeprint.common.people.Deeds;
import io.lakeprint.common.people.DeedsTransform;
import io.lakeprint.common.people.PersonLeaves;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The segments of every person with a portrait at the end of the as-of day.
 *
 * <p>Behaviour of all segments is counted in one aggregation per input; what no segment asks for is
 * not read. Deterministic: neither the order of rows nor that of conditions matters.
 *
 * @param plan the checked catalogue
 * @param settings what behaviour looks at
 */
record SegmentsTransform(SegmentPlan plan, Deeds.Settings settings) {

  static final String SEGMENTS = "segments";

  /** The ids of a person's segments, sorted. */
  static final Column MEMBERSHIPS = col(SEGMENTS);

  /**
   * What people are and did.
   *
   * @param portraits rows of {@code profile.portraits}
   * @param deeds what they did
   * @param updates rows of {@code profile.attribute_updates}
   * @param identityMap rows of {@code identity.identity_map}
   * @param lists {@code one_id} of the people on each list, by name
   */
  record Inputs(
      Dataset<Row> portraits,
      DeedsTransform.Inputs deeds,
      Dataset<Row> updates,
      Dataset<Row> identityMap,
      Map<String, Dataset<Row>> lists) {}

  /** {@code one_id} and {@link #MEMBERSHIPS}, one row per portrait. */
  Dataset<Row> apply(Inputs inputs) {
    Deeds deeds = new Deeds(settings);
    Conditions conditions = conditions(deeds);
    Map<String, Column> flags = new LinkedHashMap<>();
    plan.levels()
        .forEach(level -> level.forEach(id -> flags.put(id, conditions.column(plan.when(id)))));
    Dataset<Row> people = people(inputs, deeds);
    for (List<String> level : plan.levels()) {
      Map<String, Column> values = new LinkedHashMap<>();
      level.forEach(id -> values.put(PersonLeaves.segment(id), flags.get(id)));
      people = people.withColumns(values);
    }
    return people.select(PersonsTable.ONE_ID.col(), memberships().as(SEGMENTS));
  }

  /** Conditions over the columns of {@link #people}. */
  Conditions conditions(Deeds deeds) {
    return PersonLeaves.conditions(plan.words(), deeds, settings.days());
  }

  /** The portraits with everything beside them that the compiled conditions look at. */
  Dataset<Row> people(Inputs inputs, Deeds deeds) {
    String person = PersonsTable.ONE_ID.name();
    Dataset<Row> people = new DeedsTransform(deeds.plan()).join(inputs.portraits(), inputs.deeds());
    Set<String> attributes = plan.attributes();
    if (!attributes.isEmpty()) {
      people =
          people.join(
              new AttributesTransform(attributes, settings.asOf())
                  .apply(inputs.updates(), inputs.identityMap()),
              person,
              "left");
    }
    for (String list : plan.lists()) {
      Dataset<Row> listed = listed(inputs, list).withColumn(PersonLeaves.list(list), lit(true));
      people = people.join(listed, person, "left");
    }
    return people;
  }

  private static Dataset<Row> listed(Inputs inputs, String list) {
    Dataset<Row> people = inputs.lists().get(list);
    if (people == null) {
      throw new IllegalStateException("list not read: " + list);
    }
    return people.select(PortraitsTable.ONE_ID.col()).distinct();
  }

  private Column memberships() {
    return array_compact(
        array(
            plan.segments().keySet().stream()
                .map(id -> when(col("`" + PersonLeaves.segment(id) + "`"), lit(id)))
                .toArray(Column[]::new)));
  }
}
