package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All identifiers ever seen: rows of {@code events} in; one row per (id_type, scope, id_value) out,
 * with its node, first and last sighting, and whether events are anchored at it. Identifiers of
 * types that are not declared any more are left out.
 */
record NodesTransform(TypeRules types) {
  private static final String ID = "id";

  Dataset<Row> apply(Dataset<Row> events) {
    Column type = IdentityMapTable.ID_TYPE.col();
    Column scope = IdentityMapTable.SCOPE.col();
    Column value = IdentityMapTable.ID_VALUE.col();
    return events
        .select(
            EventsTable.EVENT_TIME.col(),
            EventsTable.ANCHOR_NODE.col(),
            explode(EventsTable.IDS.col()).as(ID))
        .select(
            EventsTable.EVENT_TIME.col(),
            EventsTable.ANCHOR_NODE.col(),
            col(ID).getField("type").as(IdentityMapTable.ID_TYPE.name()),
            col(ID).getField("scope").as(IdentityMapTable.SCOPE.name()),
            col(ID).getField("value").as(IdentityMapTable.ID_VALUE.name()))
        .where(types.declared(type))
        .withColumn(GraphColumns.NODE.name(), NodeIds.node(type, scope, value))
        .groupBy(type, scope, value, GraphColumns.NODE.col())
        .agg(
            min(EventsTable.EVENT_TIME.col()).as(IdentityMapTable.FIRST_SEEN_AT.name()),
            max(EventsTable.EVENT_TIME.col()).as(IdentityMapTable.LAST_SEEN_AT.name()),
            max(GraphColumns.NODE.col().eqNullSafe(EventsTable.ANCHOR_NODE.col()))
                .as(GraphColumns.ANCHORED.name()));
  }
}
