package io.lakeprint.jobs.tracking;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.PlannedProperty;
import io.lakeprint.common.definitions.PropertyType;
import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What events say in texts that may be anything: keys of {@code properties}, and columns of texts
 * for which the plan says another type. A part of {@link ProfileTransform}.
 *
 * @param plan planned types and values
 */
record TextsTransform(TrackingPlan plan) {

  private static final String VALUE = "value";
  private static final String ENTRY = "entry";

  Dataset<Row> apply(Dataset<Row> events) {
    Column[] place = ProfileTransform.place().toArray(Column[]::new);
    Column property = col(ENTRY + "." + ProfileTransform.PROPERTY);
    Column value = col(ENTRY + "." + VALUE);
    return events
        .select(place[0], place[1], place[2], place[3], explode(entries()).as(ENTRY))
        .where(value.isNotNull())
        .groupBy(
            place[0],
            place[1],
            place[2],
            place[3],
            property.as(ProfileTransform.PROPERTY),
            PropertyType.nameOf(value).as(ProfileTransform.TYPE))
        .agg(
            count(lit(1)).as(ProfileTransform.VALUES),
            count(when(isOff(property, value), 1)).as(ProfileTransform.OFF));
  }

  private Column entries() {
    Column[] columns =
        Attributes.ALL.keySet().stream()
            .filter(column -> Attributes.isReadAsPlanned(column, plan))
            .map(column -> entry(lit(column.name()), column.col()))
            .toArray(Column[]::new);
    return columns.length == 0 ? keys() : concat(coalesce(keys(), array()), array(columns));
  }

  private static Column keys() {
    Object[] columns = Attributes.ALL.keySet().stream().map(ColumnSpec::name).toArray();
    return transform(
        map_entries(EventsTable.PROPERTIES.col()),
        said -> {
          Column key = said.getField("key");
          Column name = when(key.isin(columns), concat(lit(Attributes.KEY), key)).otherwise(key);
          return entry(name, said.getField(VALUE));
        });
  }

  private static Column entry(Column property, Column value) {
    return struct(property.as(ProfileTransform.PROPERTY), value.as(VALUE));
  }

  private Column isOff(Column property, Column value) {
    List<Column> allowed = new ArrayList<>();
    for (String event : plan.events().keySet()) {
      plan.properties(event).forEach((name, said) -> allow(allowed, event, name, said));
    }
    if (allowed.isEmpty()) {
      return lit(false);
    }
    Column planned =
        try_element_at(
            map(allowed.toArray(Column[]::new)), key(EventsTable.EVENT_NAME.col(), property));
    return coalesce(array_contains(planned, value).unary_$bang(), lit(false));
  }

  private static void allow(
      List<Column> allowed, String event, String name, PlannedProperty property) {
    if (!property.values().isEmpty()) {
      allowed.add(key(lit(event), lit(name)));
      allowed.add(
          array(property.values().stream().map(value -> lit(value)).toArray(Column[]::new)));
    }
  }

  private static Column key(Column event, Column property) {
    return concat(event, lit("\n"), property);
  }
}
