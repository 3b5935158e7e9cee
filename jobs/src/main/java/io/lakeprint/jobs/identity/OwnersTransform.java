package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.ids.NodeIds;
import io.lakeprint.common.tables.EventsTable;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Who has the nodes that have owners in turn: rows of {@code events} and the nodes that several
 * principals verified in; one row per (node, valid_from) out, with valid_to (exclusive, null =
 * still) and the owner's principal (null = nobody). A node that is not in the result has one owner
 * for life. Only records that touch one of these nodes are shuffled.
 */
record OwnersTransform(IdentityConfig.Evidence evidence, Holds holds, TypeRules types) {
  private static final String ID = "id";

  /** Rows out. */
  static final StructType SCHEMA =
      new StructType()
          .add(GraphColumns.NODE.name(), GraphColumns.NODE.type(), false)
          .add(GraphColumns.VALID_FROM.name(), GraphColumns.VALID_FROM.type(), false)
          .add(GraphColumns.VALID_TO.name(), GraphColumns.VALID_TO.type(), true)
          .add(GraphColumns.PRINCIPAL.name(), GraphColumns.PRINCIPAL.type(), true);

  Dataset<Row> apply(Dataset<Row> events, Dataset<Row> shared) {
    Dataset<Row> signals = signals(events);
    Dataset<Row> unbound =
        signals
            .where(GraphColumns.SIGNAL.col().equalTo(Signal.Kind.UNBIND.name()))
            .select(GraphColumns.NODE.col());
    Dataset<Row> candidates = shared.union(unbound).distinct();
    Holds rules = holds;
    TypeRules typeRules = types;
    MapPartitionsFunction<Row, Row> timelines =
        rows -> new Timelines(rows, rules, typeRules::isHeld);
    return signals
        .join(candidates, GraphColumns.NODE.name())
        .select(
            GraphColumns.NODE.col(),
            GraphColumns.TYPE.col(),
            GraphColumns.AT.col(),
            GraphColumns.SIGNAL.col(),
            GraphColumns.PRINCIPAL.col())
        .repartition(GraphColumns.NODE.col())
        .sortWithinPartitions(
            GraphColumns.NODE.col(),
            GraphColumns.AT.col(),
            GraphColumns.SIGNAL.col(),
            GraphColumns.PRINCIPAL.col())
        .mapPartitions(timelines, Encoders.row(SCHEMA));
  }

  /** (node, type, at, signal, principal) of everything but principals. */
  private Dataset<Row> signals(Dataset<Row> events) {
    Column principal =
        array_min(
            transform(
                filter(EventsTable.IDS.col(), id -> types.isPrincipal(id.getField("type"))),
                id -> node(id)));
    return events
        .select(
            EventsTable.EVENT_NAME.col(),
            EventsTable.EVENT_TIME.col().as(GraphColumns.AT.name()),
            principal.as(GraphColumns.PRINCIPAL.name()),
            explode(
                    filter(
                        EventsTable.IDS.col(),
                        id ->
                            types
                                .declared(id.getField("type"))
                                .and(types.isPrincipal(id.getField("type")).unary_$bang())))
                .as(ID))
        .select(
            node(col(ID)).as(GraphColumns.NODE.name()),
            col(ID).getField("type").as(GraphColumns.TYPE.name()),
            GraphColumns.AT.col(),
            signal(col(ID).getField("type")).as(GraphColumns.SIGNAL.name()),
            GraphColumns.PRINCIPAL.col())
        .where(GraphColumns.SIGNAL.col().isNotNull());
  }

  /** Null where the record says nothing about who has the identifier. */
  private Column signal(Column type) {
    Column name = EventsTable.EVENT_NAME.col();
    Column known = GraphColumns.PRINCIPAL.col().isNotNull();
    Column verifies =
        TypeRules.in(name, evidence.login()).or(TypeRules.in(name, evidence.bind())).and(known);
    Column unbinds = TypeRules.in(name, evidence.unbind());
    return when(unbinds.and(TypeRules.in(type, evidence.unbindTypes())), Signal.Kind.UNBIND.name())
        .when(unbinds, lit(null))
        .when(TypeRules.in(name, evidence.logout()), Signal.Kind.LOGOUT.name())
        .when(verifies, Signal.Kind.VERIFY.name())
        .when(known, Signal.Kind.SEEN.name());
  }

  private static Column node(Column id) {
    return NodeIds.node(id.getField("type"), id.getField("scope"), id.getField("value"));
  }
}
