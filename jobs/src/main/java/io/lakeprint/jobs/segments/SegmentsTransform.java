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
import io.lakeprint.common.people.FunnelPositionsTransform;
import io.lakeprint.common.people.PersonLeaves;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import java.util.ArrayList;
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
   * @param funnelUsers rows of {@code behaviour.funnel_users}
   * @param updates rows of {@code profile.attribute_updates}
   * @param identityMap rows of {@code identity.identity_map}
   * @param lists {@code one_id} of the people on each list, by name
   */
  record Inputs(
      Dataset<Row> portraits,
      DeedsTransform.Inputs deeds,
      Dataset<Row> funnelUsers,
      Dataset<Row> updates,
      Dataset<Row> identityMap,
      Map<String, Dataset<Row>> lists) {}

  /**
   * People with everything that was looked at beside them, and a column for each segment.
   *
   * @param people one row per portrait
   * @param conditions the tree over its columns, also for the parts of a segment's condition
   */
  record Flagged(Dataset<Row> people, Conditions conditions) {}

  /** {@code one_id} and {@link #MEMBERSHIPS}, one row per portrait. */
  Dataset<Row> apply(Inputs inputs) {
    return flagged(inputs).people().select(PersonsTable.ONE_ID.col(), memberships().as(SEGMENTS));
  }

  /** The people with a boolean for each segment, in {@link PersonLeaves#segment}. */
  Flagged flagged(Inputs inputs) {
    Deeds deeds = new Deeds(settings);
    Conditions conditions = PersonLeaves.conditions(plan.words(), deeds, settings.days());
    List<Map<String, Column>> levels = new ArrayList<>();
    for (List<String> level : plan.levels()) {
      Map<String, Column> flags = new LinkedHashMap<>();
      level.forEach(id -> flags.put(PersonLeaves.segment(id), conditions.column(plan.when(id))));
      levels.add(flags);
    }
    // What has to be counted is known only now.
    Dataset<Row> people = people(inputs, deeds);
    for (Map<String, Column> flags : levels) {
      people = people.withColumns(flags);
    }
    return new Flagged(people, conditions);
  }

  /** The portraits with everything beside them that the compiled conditions look at. */
  private Dataset<Row> people(Inputs inputs, Deeds deeds) {
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
    Set<String> funnels = plan.funnels();
    if (!funnels.isEmpty()) {
      people =
          people.join(
              new FunnelPositionsTransform(funnels).apply(inputs.funnelUsers()), person, "left");
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
