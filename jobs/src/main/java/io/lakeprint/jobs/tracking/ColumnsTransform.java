package io.lakeprint.jobs.tracking;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.definitions.PlannedProperty;
import io.lakeprint.common.definitions.PropertyType;
import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What events say in columns of their own, of which the type is known: a part of {@link
 * ProfileTransform}. One count for each column, and no row is made of a value.
 *
 * @param plan planned types and values
 */
record ColumnsTransform(TrackingPlan plan) {

  private static final String ENTRY = "entry";

  Dataset<Row> apply(Dataset<Row> events) {
    Column[] place = ProfileTransform.place().toArray(Column[]::new);
    List<Column> counts = new ArrayList<>();
    List<Column> entries = new ArrayList<>();
    Attributes.ALL.forEach(
        (column, type) -> {
          if (!Attributes.isReadAsPlanned(column, plan)) {
            String values = ProfileTransform.VALUES + "_" + column.name();
            counts.add(count(said(column)).as(values));
            Column off = lit(0L);
            Map<String, List<String>> allowed = allowed(column);
            if (!allowed.isEmpty()) {
              String name = ProfileTransform.OFF + "_" + column.name();
              counts.add(count(when(isOff(column, allowed), 1)).as(name));
              off = col(name);
            }
            entries.add(
                struct(
                    lit(column.name()).as(ProfileTransform.PROPERTY),
                    lit(type.orElse(PropertyType.TEXT).name()).as(ProfileTransform.TYPE),
                    col(values).as(ProfileTransform.VALUES),
                    off.as(ProfileTransform.OFF)));
          }
        });
    return events
        .groupBy(place)
        .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
        .withColumn(ENTRY, explode(array(entries.toArray(Column[]::new))))
        .where(col(ENTRY).getField(ProfileTransform.VALUES).gt(0))
        .select(
            place[0],
            place[1],
            place[2],
            place[3],
            col(ENTRY + "." + ProfileTransform.PROPERTY),
            col(ENTRY + "." + ProfileTransform.TYPE),
            col(ENTRY + "." + ProfileTransform.VALUES),
            col(ENTRY + "." + ProfileTransform.OFF));
  }

  /** An empty list says nothing. */
  private static Column said(ColumnSpec column) {
    return column.type() instanceof ArrayType ? when(size(column.col()).gt(0), 1) : column.col();
  }

  /** Whether the value is none of the planned ones, where there are planned ones. */
  private static Column isOff(ColumnSpec column, Map<String, List<String>> allowed) {
    Column value = column.col().cast(DataTypes.StringType);
    return allowed.entrySet().stream()
        .map(
            event ->
                EventsTable.EVENT_NAME
                    .col()
                    .equalTo(event.getKey())
                    .and(value.isin(event.getValue().toArray()).unary_$bang()))
        .reduce(Column::or)
        .orElse(lit(false));
  }

  /** The planned values of a column, by event, where there are any. */
  private Map<String, List<String>> allowed(ColumnSpec column) {
    Map<String, List<String>> allowed = new TreeMap<>();
    for (String event : plan.events().keySet()) {
      PlannedProperty property = plan.properties(event).get(column.name());
      if (property != null && !property.values().isEmpty()) {
        allowed.put(event, property.values());
      }
    }
    return allowed;
  }
}
