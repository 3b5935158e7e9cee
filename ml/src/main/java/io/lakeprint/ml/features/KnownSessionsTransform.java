package io.lakeprint.ml.features;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.ids.KnownPeopleTransform;
import io.lakeprint.common.sessions.SessionizeTransform;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.sessions.SessionsTransform;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Sessions as they were cut for the people known at each snapshot: visits of two who became one
 * later are two there, those of one who was two later are one.
 *
 * <p>Concerned are the people of today with an event of a node that was somebody else's at a
 * snapshot, and those whose it was then: they need not have the same events at all dates. Their
 * sessions are cut anew for each snapshot, of the events dated on or before it, which are those
 * that the job {@code sessions} had seen on its day. Everybody else keeps the rows of {@code
 * behaviour.sessions}.
 *
 * <p>Events are read of all days: where a session begins follows from the event before, and where
 * it is cut for its length from the first of an unbroken row of them, however long. They are read
 * twice, for who is concerned and for what these did, and only the events of these are shuffled.
 * The concerned people are broadcast, some fifty bytes each. Deterministic; order of rows does not
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
    Dataset<Row> past = events.where(EventsTable.EVENT_DATE.col().leq(lit(snapshots.last())));
    Dataset<Row> concerned = concerned(past, people.changed(log));
    String[] person = {EventsTable.ONE_ID.name()};
    Dataset<Row> then =
        people
            .apply(past, EventsTable.EVENT_TIME.col(), log)
            .join(broadcast(concerned), person, "left_semi");
    Dataset<Row> others = sessions.join(broadcast(concerned), person, "left_anti");
    return KnownPeopleTransform.unchanged(others).unionByName(cut(then));
  }

  /**
   * The persons on the events of changed nodes, and whoever owned such a node then, with it or not:
   * cut anew, the sessions of one too many are the same.
   */
  private static Dataset<Row> concerned(Dataset<Row> events, Dataset<Row> changed) {
    Column person = EventsTable.ONE_ID.col();
    Column node = IdentityLogTable.NODE_ID.col();
    return events
        .join(
            broadcast(changed.select(node).distinct()),
            EventsTable.ANCHOR_NODE.col().equalTo(node),
            "left_semi")
        .select(person)
        .union(changed.select(person))
        .where(person.isNotNull())
        .distinct();
  }

  private Dataset<Row> cut(Dataset<Row> then) {
    List<String> apart = List.of(SNAPSHOT);
    Column dates = array(snapshots.dates().stream().map(functions::lit).toArray(Column[]::new));
    Column knownAt =
        filter(
            dates,
            date ->
                KnownPeopleTransform.isKnownAt(date).and(EventsTable.EVENT_DATE.col().leq(date)));
    Dataset<Row> events = then.withColumn(SNAPSHOT, explode(knownAt));
    return new SessionsTransform(cut, apart)
        .apply(new SessionizeTransform(cut, apart).apply(events))
        .withColumn(KnownPeopleTransform.FROM, col(SNAPSHOT))
        .withColumn(KnownPeopleTransform.TO, date_add(col(SNAPSHOT), 1))
        .drop(SNAPSHOT);
  }
}
