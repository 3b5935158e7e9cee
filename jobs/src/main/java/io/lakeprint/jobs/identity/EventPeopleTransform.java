package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityMapTable;
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
        map.where(isForGood())
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
    Dataset<Row> owners =
        map.where(not(isForGood()))
            .select(
                IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()),
                IdentityMapTable.VALID_FROM.col(),
                IdentityMapTable.VALID_TO.col(),
                IdentityMapTable.ONE_ID.col().as(OWNER));
    Column time = EventsTable.EVENT_TIME.col();
    Column atThatTime =
        EventsTable.ANCHOR_NODE
            .col()
            .equalTo(GraphColumns.NODE.col())
            .and(IdentityMapTable.VALID_FROM.col().leq(time))
            .and(coalesce(time.lt(IdentityMapTable.VALID_TO.col()), lit(true)));
    return events
        .select(
            EventsTable.SOURCE.col(),
            EventsTable.EVENT_ID.col(),
            EventsTable.EVENT_DATE.col(),
            time,
            EventsTable.ANCHOR_NODE.col(),
            EventsTable.ONE_ID.col())
        .join(owners, atThatTime)
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
