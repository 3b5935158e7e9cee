package io.lakeprint.common.ids;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.tables.Apart;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whose an event is where its anchor is blocked: who owned, at the time of the event, the first of
 * its identifiers that is not.
 *
 * <p>Deterministic; order of rows does not matter.
 *
 * @param apart columns of the owners by which there are several answers about an event
 */
public record FirstOwnerTransform(Apart apart) {
  static final String NODE = "identifier_node";
  private static final String PLACE = "identifier_place";

  /** One answer about each event. */
  public static FirstOwnerTransform ofEvents() {
    return new FirstOwnerTransform(Apart.NOTHING);
  }

  /** The identifiers of events, a row each: key and time of the event, node, and which it is. */
  public static Dataset<Row> identifiers(Dataset<Row> events) {
    String identifier = "identifier";
    Column id = col(identifier);
    return events
        .select(
            EventsTable.SOURCE.col(),
            EventsTable.EVENT_ID.col(),
            EventsTable.EVENT_TIME.col(),
            posexplode(EventsTable.IDS.col()).as(new String[] {PLACE, identifier}))
        .withColumn(
            NODE, NodeIds.node(id.getField("type"), id.getField("scope"), id.getField("value")))
        .drop(identifier);
  }

  /**
   * Rows (source, event_id, {@link #apart}, one_id) in any order, for events of which any
   * identifier is not blocked; one_id null = that is nobody's.
   *
   * @param identifiers of {@link #identifiers}
   * @param owners (node_id, valid_from, valid_to, one_id, {@link #apart}) of what is not blocked
   */
  public Dataset<Row> apply(Dataset<Row> identifiers, Dataset<Row> owners) {
    Column time = EventsTable.EVENT_TIME.col();
    Column isThen =
        IdentityMapTable.NODE_ID
            .col()
            .equalTo(col(NODE))
            .and(IdentityMapTable.VALID_FROM.col().leq(time))
            .and(coalesce(time.lt(IdentityMapTable.VALID_TO.col()), lit(true)));
    String owner = IdentityMapTable.ONE_ID.name();
    return owners
        .join(identifiers, isThen)
        .groupBy(apart.behind(EventsTable.SPEC.keyCols()))
        .agg(min(struct(col(PLACE), col(owner))).getField(owner).as(owner));
  }
}
