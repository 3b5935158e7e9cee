package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdLinksTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which identifiers were seen together, per day: rows of {@code events} in; one row per (node_a,
 * node_b, kind, day) out, node_a &lt; node_b, with both types, first and last sighting and count.
 *
 * <p>A record gives a star from its anchor to each other identifier, and each pair of child and
 * parent. Unbind records give nothing: they say that two no longer belong together. A pair has the
 * strongest kind that applies to the record: a login verifies its principal's links, a bind all of
 * its own. One shuffle, of rows of two nodes, a kind and a day.
 */
record SightingsTransform(IdentityConfig.Evidence evidence, TypeRules types) {
  private static final String PAIR = "pair";
  private static final String LEFT = "left";
  private static final String RIGHT = "right";
  private static final String FIRST = "first";

  Dataset<Row> apply(Dataset<Row> events) {
    Column name = EventsTable.EVENT_NAME.col();
    return events
        .where(EventsTable.ANCHOR_NODE.col().isNotNull())
        .where(TypeRules.in(name, evidence.unbind()).unary_$bang())
        .select(
            name,
            EventsTable.EVENT_TIME.col(),
            EventsTable.EVENT_DATE.col(),
            EventsTable.ANCHOR_NODE.col(),
            nodesOf(EventsTable.IDS.col()).as(FIRST))
        .where(size(col(FIRST)).gt(1))
        .select(
            name,
            EventsTable.EVENT_TIME.col(),
            EventsTable.EVENT_DATE.col(),
            explode(pairs(col(FIRST), EventsTable.ANCHOR_NODE.col())).as(PAIR))
        .select(pairColumns(name))
        .groupBy(
            IdLinksTable.NODE_A.col(),
            IdLinksTable.NODE_B.col(),
            GraphColumns.TYPE_A.col(),
            GraphColumns.TYPE_B.col(),
            GraphColumns.KIND.col(),
            GraphColumns.DAY.col())
        .agg(
            min(GraphColumns.AT.col()).as(GraphColumns.FIRST_AT.name()),
            max(GraphColumns.AT.col()).as(GraphColumns.LAST_AT.name()),
            count(lit(1)).as(GraphColumns.SIGHTINGS.name()));
  }

  /** Identifiers of declared types as (node, type), each once. */
  private Column nodesOf(Column ids) {
    return array_distinct(
        transform(
            filter(ids, id -> types.declared(id.getField("type"))),
            id ->
                struct(
                    NodeIds.node(id.getField("type"), id.getField("scope"), id.getField("value"))
                        .as(GraphColumns.NODE.name()),
                    id.getField("type").as(GraphColumns.TYPE.name()))));
  }

  private Column pairs(Column nodes, Column anchor) {
    Column rest = filter(nodes, node -> node(node).notEqual(anchor));
    Column anchors = filter(nodes, node -> node(node).equalTo(anchor));
    Column star = transform(rest, node -> pair(element_at(anchors, 1), node));
    Column families =
        flatten(
            transform(
                rest,
                one ->
                    transform(
                        filter(
                            rest,
                            other ->
                                node(one)
                                    .lt(node(other))
                                    .and(types.areParentAndChild(type(one), type(other)))),
                        other -> pair(one, other))));
    return when(size(anchors).gt(0), concat(star, families)).otherwise(families);
  }

  private Column[] pairColumns(Column name) {
    Column left = col(PAIR).getField(LEFT);
    Column right = col(PAIR).getField(RIGHT);
    Column inOrder = node(left).lt(node(right));
    return new Column[] {
      least(node(left), node(right)).as(IdLinksTable.NODE_A.name()),
      greatest(node(left), node(right)).as(IdLinksTable.NODE_B.name()),
      when(inOrder, type(left)).otherwise(type(right)).as(GraphColumns.TYPE_A.name()),
      when(inOrder, type(right)).otherwise(type(left)).as(GraphColumns.TYPE_B.name()),
      kind(name, type(left), type(right)).as(GraphColumns.KIND.name()),
      EventsTable.EVENT_DATE.col().as(GraphColumns.DAY.name()),
      EventsTable.EVENT_TIME.col().as(GraphColumns.AT.name())
    };
  }

  private Column kind(Column name, Column left, Column right) {
    Column verified =
        TypeRules.in(name, evidence.bind())
            .or(TypeRules.in(name, evidence.login()).and(types.isPrincipal(left)));
    Column till =
        TypeRules.in(name, evidence.order())
            .and(TypeRules.in(left, evidence.tillTypes()))
            .and(TypeRules.in(right, evidence.tillTypes()))
            .and(left.notEqual(right));
    return when(verified, LinkKind.VERIFIED.column())
        .when(types.areParentAndChild(left, right), LinkKind.PLATFORM.column())
        .when(TypeRules.in(name, evidence.identify()), LinkKind.IDENTIFY.column())
        .when(till, LinkKind.TILL.column())
        .otherwise(LinkKind.CO_SEEN.column());
  }

  private static Column pair(Column left, Column right) {
    return struct(left.as(LEFT), right.as(RIGHT));
  }

  private static Column node(Column identifier) {
    return identifier.getField(GraphColumns.NODE.name());
  }

  private static Column type(Column identifier) {
    return identifier.getField(GraphColumns.TYPE.name());
  }
}
