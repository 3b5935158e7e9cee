package io.lakeprint.common.ids;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;

import io.lakeprint.common.tables.Apart;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Events with the people who were known, at past dates, to have done them, of those anchors of
 * which no roll-up tells that: {@link KnownPeopleTransform} does it for all others.
 *
 * <p>These are, as known at one of the dates or today,
 *
 * <ul>
 *   <li>anchors that were nobody's for a time: their events are in no roll-up, or in those of the
 *       person whom the next identifier names because the anchor is blocked, and whose that one was
 *       is learned in time too;
 *   <li>anchors with several owners, where something was learned about them: one row of a roll-up
 *       may hold what two of them did on a day.
 * </ul>
 *
 * <p>What was known at a date is told as there. Deterministic; order of rows does not matter. The
 * nodes of these anchors are broadcast. Only their events are shuffled: narrowly, a row per
 * identifier and date, and then once more to the people found.
 *
 * @param dates at least one
 */
public record KnownEventsTransform(List<LocalDate> dates) {

  /** The columns in which the rows of a date differ from those of another. */
  public static final Apart BY_DATE = Apart.by(KnownPeopleTransform.FROM, KnownPeopleTransform.TO);

  private static final String DATE = "known_date";

  public KnownEventsTransform {
    dates = List.copyOf(dates);
  }

  /**
   * The anchors that are meant: a row (node_id) each. One shuffle, of what the log has ever said of
   * nodes that are nobody's, or not one person's for good.
   *
   * @param identityLog {@code identity.identity_log}
   */
  public Dataset<Row> anchors(Dataset<Row> identityLog) {
    String unowned = "is_unowned";
    String shared = "is_shared";
    String changed = "is_changed";
    Column node = IdentityLogTable.NODE_ID.col();
    Column turns = col(OwnersAsOfTransform.TURNS);
    Column isNobodys =
        size(turns)
            .equalTo(0)
            .or(exists(turns, turn -> turn.getField(IdentityMapTable.ONE_ID.name()).isNull()));
    Column isToday = col(OwnersAsOfTransform.KNOWN_TO).isNull();
    Column isThen = new KnownPeopleTransform(dates).isKnownAtAny();
    Dataset<Row> ever =
        identityLog
            .where(OwnersAsOfTransform.saysWhose())
            .where(
                IdentityLogTable.TO_ONE_ID
                    .col()
                    .isNull()
                    .or(IdentityLogTable.VALID_TO.col().isNotNull()))
            .select(node)
            .distinct();
    return versions(identityLog, ever)
        .where(isThen.or(isToday))
        .groupBy(node)
        .agg(
            max(isNobodys).as(unowned),
            max(size(turns).gt(1)).as(shared),
            max(not(isToday)).as(changed))
        .where(col(unowned).or(col(shared).and(col(changed))))
        .select(node);
  }

  /** Rows with an anchor_node that is none of these. */
  public Dataset<Row> others(Dataset<Row> rows, Dataset<Row> identityLog) {
    return rows.join(broadcast(anchors(identityLog)), isAnchor(), "left_anti");
  }

  /**
   * Events of these anchors, once per date that has them and knows somebody for them: the columns
   * as they come with one_id replaced, and {@link KnownPeopleTransform#FROM} (the date) and {@link
   * KnownPeopleTransform#TO} (the day after).
   *
   * @param events {@code events.events}
   * @param identityLog {@code identity.identity_log}
   */
  public Dataset<Row> apply(Dataset<Row> events, Dataset<Row> identityLog) {
    Dataset<Row> theirs = events.join(broadcast(anchors(identityLog)), isAnchor(), "left_semi");
    Dataset<Row> identifiers = FirstOwnerTransform.identifiers(theirs);
    Dataset<Row> known =
        new FirstOwnerTransform(Apart.by(DATE))
            .apply(identifiers, owners(identityLog, identifiers))
            .where(EventsTable.ONE_ID.col().isNotNull());
    String[] key = EventsTable.SPEC.key().stream().map(ColumnSpec::name).toArray(String[]::new);
    return theirs
        .drop(EventsTable.ONE_ID.name())
        .join(known, key)
        .where(EventsTable.EVENT_DATE.col().leq(col(DATE)))
        .withColumn(KnownPeopleTransform.FROM, col(DATE))
        .withColumn(KnownPeopleTransform.TO, date_add(col(DATE), 1))
        .drop(DATE);
  }

  private static Column isAnchor() {
    return EventsTable.ANCHOR_NODE.col().equalTo(IdentityLogTable.NODE_ID.col());
  }

  /** Owners, as known at each date, of what was not blocked then. */
  private Dataset<Row> owners(Dataset<Row> identityLog, Dataset<Row> identifiers) {
    Column node = IdentityMapTable.NODE_ID.col();
    Dataset<Row> named =
        identifiers
            .select(col(FirstOwnerTransform.NODE).as(IdentityLogTable.NODE_ID.name()))
            .distinct();
    Column known = filter(KnownPeopleTransform.array(dates), KnownPeopleTransform::isKnownAt);
    return versions(identityLog, named)
        .select(node, explode(known).as(DATE), col(OwnersAsOfTransform.TURNS))
        .select(node, col(DATE), inline(col(OwnersAsOfTransform.TURNS)))
        .where(not(col(OwnersAsOfTransform.IS_BLOCKED)));
  }

  private static Dataset<Row> versions(Dataset<Row> identityLog, Dataset<Row> nodes) {
    return KnownPeopleTransform.dated(
        OwnersAsOfTransform.versions(
            identityLog.join(nodes, new String[] {IdentityLogTable.NODE_ID.name()}, "left_semi")));
  }
}
