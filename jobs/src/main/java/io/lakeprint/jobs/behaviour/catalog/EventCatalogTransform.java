package io.lakeprint.jobs.behaviour.catalog;

import static io.lakeprint.common.tables.EventCatalogTable.ANCHORED_RATIO;
import static io.lakeprint.common.tables.EventCatalogTable.ATTRIBUTE_FILL;
import static io.lakeprint.common.tables.EventCatalogTable.CHANNEL;
import static io.lakeprint.common.tables.EventCatalogTable.EVENT_COUNT;
import static io.lakeprint.common.tables.EventCatalogTable.EVENT_NAME;
import static io.lakeprint.common.tables.EventCatalogTable.FIRST_SEEN_AT;
import static io.lakeprint.common.tables.EventCatalogTable.IS_PLANNED;
import static io.lakeprint.common.tables.EventCatalogTable.LAST_SEEN_AT;
import static io.lakeprint.common.tables.EventCatalogTable.PERSON_COUNT;
import static io.lakeprint.common.tables.EventCatalogTable.SOURCE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventCatalogTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.StandardEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;

/**
 * What arrives: {@code events.events} in, {@code events.event_catalog} out, one row per source,
 * channel and event name, records such as {@code identify} and robots included.
 *
 * <p>The fill of an attribute is the share of events in which a typed column is neither null nor an
 * empty list; attributes stand in the order of the events table. People are counted exactly.
 * Deterministic. Aggregated before the shuffle.
 */
record EventCatalogTransform(EventCatalogConfig config) {

  /** Always filled by the house itself, or open maps: their fill says nothing about a source. */
  private static final Set<ColumnSpec> NOT_ATTRIBUTES =
      Set.of(
          EventsTable.ANCHOR_NODE,
          EventsTable.ONE_ID,
          EventsTable.PROPERTIES,
          EventsTable.USER_PROPERTIES);

  private static final List<ColumnSpec> ATTRIBUTES =
      EventsTable.SPEC.columns().stream()
          .filter(column -> column.nullable() && !NOT_ATTRIBUTES.contains(column))
          .toList();

  private static final String FILLED = "filled_";
  private static final String ANCHORED = "anchored";
  private static final String KEY = "key";
  private static final String SHARE = "value";

  Dataset<Row> apply(Dataset<Row> events) {
    return events
        .groupBy(SOURCE.col(), CHANNEL.col(), EVENT_NAME.col())
        .agg(count(lit(1)).as(EVENT_COUNT.name()), measures())
        .withColumn(ANCHORED_RATIO.name(), share(ANCHORED))
        .withColumn(ATTRIBUTE_FILL.name(), attributeFill())
        .withColumn(IS_PLANNED.name(), EVENT_NAME.col().isin(plannedNames()))
        .select(EventCatalogTable.SPEC.cols());
  }

  private static Column[] measures() {
    List<Column> measures = new ArrayList<>();
    measures.add(count_distinct(EventsTable.ONE_ID.col()).as(PERSON_COUNT.name()));
    measures.add(min(EventsTable.EVENT_TIME.col()).as(FIRST_SEEN_AT.name()));
    measures.add(max(EventsTable.EVENT_TIME.col()).as(LAST_SEEN_AT.name()));
    measures.add(count(EventsTable.ANCHOR_NODE.col()).as(ANCHORED));
    for (ColumnSpec attribute : ATTRIBUTES) {
      Column said =
          attribute.type() instanceof ArrayType
              ? when(size(attribute.col()).gt(0), 1)
              : attribute.col();
      measures.add(count(said).as(FILLED + attribute.name()));
    }
    return measures.toArray(Column[]::new);
  }

  private static Column share(String filled) {
    return col(filled).divide(EVENT_COUNT.col());
  }

  private static Column attributeFill() {
    Column[] entries =
        ATTRIBUTES.stream()
            .map(
                attribute ->
                    struct(
                        lit(attribute.name()).as(KEY), share(FILLED + attribute.name()).as(SHARE)))
            .toArray(Column[]::new);
    return to_json(
        map_from_entries(filter(array(entries), entry -> entry.getField(SHARE).gt(0.0))));
  }

  private Object[] plannedNames() {
    Set<String> planned = new TreeSet<>(StandardEvents.ALL);
    planned.addAll(config.plannedEvents());
    return planned.toArray();
  }
}
