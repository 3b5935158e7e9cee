package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.ids.KnownEventsTransform;
import io.lakeprint.common.ids.KnownPeopleTransform;
import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.sessions.SessionsTransform;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Sessions as they were cut for the people known at each snapshot: visits of two who became one
 * later are two there, those of one who was two later are one.
 *
 * <p>Concerned are the people of today with an event of a node that was somebody else's at a
 * snapshot, and those whose it was then, with it or not: they need not have the same events at all
 * dates. So are all who have, or had, an event of an anchor that {@link KnownEventsTransform}
 * tells. Their sessions are cut anew for each snapshot, of the events dated on or before it, which
 * are those that the job {@code sessions} had seen on its day; of one too many they come out the
 * same. Everybody else keeps the rows of {@code behaviour.sessions}.
 *
 * <p>Events are read of all days: where a session begins follows from the event before, and where
 * it is cut for its length from the first of an unbroken row of them, however long. They are read
 * for who is concerned and for what these did, and only the events of these are shuffled. The
 * concerned people are broadcast, some fifty bytes each. Deterministic; order of rows does not
 * matter.
 *
 * @param snapshots at which dates
 * @param cut as {@code behaviour.sessions} is cut
 */
record KnownSessionsTransform(Snapshots snapshots, SessionsConfig cut) {

  private static final String SNAPSHOT = "snapshot";

  /**
   * Rows of {@code behaviour.sessions} with the people known then, and {@link
   * KnownPeopleTransform#FROM} and {@link KnownPeopleTransform#TO}.
   *
   * @param sessions {@code behaviour.sessions}
   * @param events {@code events.events}, the same that the sessions were cut of
   * @param log {@code identity.identity_log}
   */
  Dataset<Row> apply(Dataset<Row> sessions, Dataset<Row> events, Dataset<Row> log) {
    KnownPeopleTransform people = new KnownPeopleTransform(snapshots.dates());
    KnownEventsTransform known = new KnownEventsTransform(snapshots.dates());
    Dataset<Row> past = events.where(EventsTable.EVENT_DATE.col().leq(lit(snapshots.last())));
    Dataset<Row> told = known.apply(past, log);
    Column node = IdentityLogTable.NODE_ID.col();
    Dataset<Row> changed = people.changed(log);
    Dataset<Row> concerned =
        persons(past, changed.select(node).union(known.anchors(log)))
            .union(changed.select(EventsTable.ONE_ID.col()))
            .union(told.select(EventsTable.ONE_ID.col()))
            .where(EventsTable.ONE_ID.col().isNotNull())
            .distinct();
    String[] person = {EventsTable.ONE_ID.name()};
    Dataset<Row> then =
        people
            .apply(known.others(past, log), EventsTable.EVENT_TIME.col(), log)
            .unionByName(told)
            .join(broadcast(concerned), person, "left_semi");
    Dataset<Row> others = sessions.join(broadcast(concerned), person, "left_anti");
    return KnownPeopleTransform.unchanged(others).unionByName(cut(then));
  }

  /** The persons of today on the events of some nodes. */
  private static Dataset<Row> persons(Dataset<Row> events, Dataset<Row> nodes) {
    Column node = IdentityLogTable.NODE_ID.col();
    return events
        .join(broadcast(nodes.distinct()), EventsTable.ANCHOR_NODE.col().equalTo(node), "left_semi")
        .select(EventsTable.ONE_ID.col());
  }

  private Dataset<Row> cut(Dataset<Row> then) {
    Column knownAt =
        filter(
            KnownPeopleTransform.array(snapshots.dates()),
            date ->
                KnownPeopleTransform.isKnownAt(date).and(EventsTable.EVENT_DATE.col().leq(date)));
    Dataset<Row> events =
        then.withColumn(SNAPSHOT, explode(knownAt))
            .withColumn(KnownPeopleTransform.FROM, col(SNAPSHOT))
            .withColumn(KnownPeopleTransform.TO, date_add(col(SNAPSHOT), 1));
    return new SessionsTransform(cut, KnownEventsTransform.BY_DATE)
        .apply(new SessionizeTransform(cut, KnownEventsTransform.BY_DATE).apply(events));
  }
}
