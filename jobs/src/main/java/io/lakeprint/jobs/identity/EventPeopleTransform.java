package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.lakeprint.common.ids.FirstOwnerTransform;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Events that name another person than the map does. Events are read in five narrow columns;
 * anchors are compared before events are, so that what is shuffled are pairs of anchor and person.
 * Whatever broke off or came late, the next run finds it here.
 */
record EventPeopleTransform() {
  private static final String OWNER = "owner";

  /**
   * Anchors with one owner and at least one event that names another: (anchor_node, one_id,
   * event_date), one row per date of such an event.
   */
  Dataset<Row> anchors(Dataset<Row> events, Dataset<Row> map) {
    Dataset<Row> seen =
        events
            .where(EventsTable.ANCHOR_NODE.col().isNotNull())
            .select(
                EventsTable.ANCHOR_NODE.col(),
                EventsTable.ONE_ID.col(),
                EventsTable.EVENT_DATE.col())
            .distinct();
    Dataset<Row> owners =
        map.where(isForGood().and(not(IdentityMapTransform.isBlocked())))
            .select(
                IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()),
                IdentityMapTable.ONE_ID.col().as(OWNER));
    return seen.join(owners, EventsTable.ANCHOR_NODE.col().equalTo(GraphColumns.NODE.col()))
        .where(differs())
        .select(
            EventsTable.ANCHOR_NODE.col(),
            col(OWNER).as(EventsTable.ONE_ID.name()),
            EventsTable.EVENT_DATE.col())
        .distinct();
  }

  /**
   * Events of anchors with lives or owners in turn that name another than the owner at their time:
   * (source, event_id, one_id, event_date).
   */
  Dataset<Row> events(Dataset<Row> events, Dataset<Row> map) {
    return relabelled(
        events.join(
            owners(map.where(not(isForGood()).and(not(IdentityMapTransform.isBlocked())))),
            at(EventsTable.ANCHOR_NODE.col())));
  }

  /**
   * Events of blocked anchors that name another than the owner of their next identifier that is not
   * blocked: (source, event_id, one_id, event_date).
   *
   * @param map all rows of {@code identity_map}
   * @param keep keeps what is read several times
   */
  Dataset<Row> fallbacks(Dataset<Row> events, Dataset<Row> map, UnaryOperator<Dataset<Row>> keep) {
    Dataset<Row> concerned =
        keep.apply(
            events
                .join(
                    broadcast(owners(map.where(IdentityMapTransform.isBlocked()))),
                    at(EventsTable.ANCHOR_NODE.col()),
                    "left_semi")
                .select(
                    EventsTable.SOURCE.col(),
                    EventsTable.EVENT_ID.col(),
                    EventsTable.EVENT_DATE.col(),
                    EventsTable.EVENT_TIME.col(),
                    EventsTable.IDS.col(),
                    EventsTable.ONE_ID.col()));
    Dataset<Row> next =
        FirstOwnerTransform.ofEvents()
            .apply(
                broadcast(FirstOwnerTransform.identifiers(concerned)),
                map.where(not(IdentityMapTransform.isBlocked())))
            .withColumnRenamed(IdentityMapTable.ONE_ID.name(), OWNER);
    String[] key = EventsTable.SPEC.key().stream().map(ColumnSpec::name).toArray(String[]::new);
    return relabelled(concerned.join(next, key, "left"));
  }

  private static Dataset<Row> owners(Dataset<Row> map) {
    return map.select(
        IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()),
        IdentityMapTable.VALID_FROM.col(),
        IdentityMapTable.VALID_TO.col(),
        IdentityMapTable.ONE_ID.col().as(OWNER));
  }

  /** A row of {@link #owners} about {@code node} at the time of an event. */
  private static Column at(Column node) {
    Column time = EventsTable.EVENT_TIME.col();
    return node.equalTo(GraphColumns.NODE.col())
        .and(IdentityMapTable.VALID_FROM.col().leq(time))
        .and(coalesce(time.lt(IdentityMapTable.VALID_TO.col()), lit(true)));
  }

  private static Dataset<Row> relabelled(Dataset<Row> owned) {
    return owned
        .where(differs())
        .select(
            EventsTable.SOURCE.col(),
            EventsTable.EVENT_ID.col(),
            col(OWNER).as(EventsTable.ONE_ID.name()),
            EventsTable.EVENT_DATE.col());
  }

  /** Whether an identifier has one owner, or none, at all times. */
  private static Column isForGood() {
    return IdentityMapTable.VALID_FROM
        .col()
        .equalTo(IdentityMapTransform.EPOCH)
        .and(IdentityMapTable.VALID_TO.col().isNull());
  }

  private static Column differs() {
    return not(EventsTable.ONE_ID.col().eqNullSafe(col(OWNER)));
  }
}
