package io.lakeprint.common.ids;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import io.lakeprint.common.tables.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * Rows about the people of today made rows about the people as they were known at past dates: the
 * log of identity replayed to each of them.
 *
 * <p>Where nothing about a node was learned between the dates and today, its rows stay as they are.
 * Rows of the others are said once per owner that was known at any of the dates, with the dates at
 * which that was what was known. What a date knew is what the last run up to it had found. A node
 * that no run had seen by then has the owners that the first run found: histories loaded afterwards
 * were known to nobody at the time, and what is learned still later changes nothing in it.
 *
 * <p>Two times meet, as in {@link OwnersAsOfTransform}: a row belongs to who owned its node at the
 * row's own time, as known at the date. Nobody's rows are left out. Deterministic; order of rows
 * does not matter.
 *
 * <p>Only what identity learned since the first date is shuffled. It is broadcast to the rows, some
 * hundred bytes for each node that has had another owner since.
 *
 * @param dates at least one
 */
public record KnownPeopleTransform(List<LocalDate> dates) {

  /** The first date at which what the row says was known. */
  public static final String FROM = "known_from";

  /** The date from which on it was no more what was known. */
  public static final String TO = "known_to";

  private static final Column ALWAYS = lit(LocalDate.of(1, 1, 1));
  private static final Column STILL = lit(LocalDate.of(9999, 12, 31));

  private static final String NODE = "known_node";
  private static final String OF_TODAY = "is_of_today";
  private static final String COUNTS = "counts_at_any_date";
  private static final String CONCERNED = "is_concerned";
  private static final String SINCE = "owner_since";
  private static final String UNTIL = "owner_until";
  private static final String OWNER = "owner_then";

  public KnownPeopleTransform {
    if (dates.isEmpty()) {
      throw new IllegalArgumentException("at least one date is needed");
    }
    dates = dates.stream().sorted().distinct().toList();
  }

  /** What identity learned after the first date; where that is nothing, people are today's. */
  public Dataset<Row> learnedSince(Dataset<Row> identityLog) {
    return identityLog.where(IdentityLogTable.AS_OF.col().gt(lit(dates.get(0))));
  }

  /**
   * Of which nodes any of the dates knew other owners than today's: a row (node_id, one_id) for
   * each such node and owner known at a date, and one with one_id null for each node. The others
   * belong to the same people at all of the dates as today.
   *
   * @param identityLog {@code identity.identity_log}
   */
  public Dataset<Row> changed(Dataset<Row> identityLog) {
    return known(identityLog)
        .select(
            col(NODE).as(IdentityLogTable.NODE_ID.name()), col(OWNER).as(EventsTable.ONE_ID.name()))
        .distinct();
  }

  /**
   * Rows about people whom nothing learned concerns: as they come, known at every date.
   *
   * @param rows any columns
   */
  public static Dataset<Row> unchanged(Dataset<Row> rows) {
    return rows.withColumn(FROM, ALWAYS).withColumn(TO, STILL);
  }

  /**
   * The rows with the people known then: their columns with one_id replaced, and {@link #FROM} and
   * {@link #TO}.
   *
   * @param rows any columns, among them anchor_node (null = nothing is known of it) and one_id
   *     (today's person; null = nobody today)
   * @param at the time of a row, over the columns of {@code rows}
   * @param identityLog {@code identity.identity_log}
   */
  public Dataset<Row> apply(Dataset<Row> rows, Column at, Dataset<Row> identityLog) {
    Column hadIt = col(SINCE).leq(at).and(coalesce(at.lt(col(UNTIL)), lit(true)));
    Column stays = col(NODE).isNull().or(col(OF_TODAY));
    return rows.join(
            broadcast(known(identityLog)),
            EventsTable.ANCHOR_NODE.col().equalTo(col(NODE)).and(col(OF_TODAY).or(hadIt)),
            "left")
        .withColumn(
            EventsTable.ONE_ID.name(), when(stays, EventsTable.ONE_ID.col()).otherwise(col(OWNER)))
        .where(EventsTable.ONE_ID.col().isNotNull().and(coalesce(col(COUNTS), lit(true))))
        .withColumn(FROM, coalesce(col(FROM), ALWAYS))
        .withColumn(TO, coalesce(col(TO), STILL))
        .drop(NODE, OF_TODAY, COUNTS, SINCE, UNTIL, OWNER);
  }

  /** Whether what a row says was known at a date, over the columns of {@link #apply}. */
  public static Column isKnownAt(Column date) {
    return col(FROM).leq(date).and(date.lt(col(TO)));
  }

  /**
   * Whose the nodes were of which any date knew other owners than today's: a row for each owner
   * then, and one for what is known today, which a row of a node always meets.
   */
  private Dataset<Row> known(Dataset<Row> identityLog) {
    Column node = IdentityLogTable.NODE_ID.col();
    Dataset<Row> learned =
        learnedSince(identityLog).where(OwnersAsOfTransform.saysWhose()).select(node).distinct();
    Column always =
        struct(
            lit(null).cast(Types.TIMESTAMP).as(IdentityMapTable.VALID_FROM.name()),
            lit(null).cast(Types.TIMESTAMP).as(IdentityMapTable.VALID_TO.name()),
            lit(null).cast(Types.STRING).as(IdentityMapTable.ONE_ID.name()),
            lit(false).as(OwnersAsOfTransform.IS_BLOCKED));
    Column turns =
        when(col(OF_TODAY), functions.array(always)).otherwise(col(OwnersAsOfTransform.TURNS));
    return dated(
            OwnersAsOfTransform.versions(
                identityLog.join(
                    broadcast(learned),
                    new String[] {IdentityLogTable.NODE_ID.name()},
                    "left_semi")))
        .withColumn(OF_TODAY, col(OwnersAsOfTransform.KNOWN_TO).isNull())
        .withColumn(COUNTS, isKnownAtAny())
        .withColumn(
            CONCERNED, max(not(col(OF_TODAY)).and(col(COUNTS))).over(Window.partitionBy(node)))
        .where(col(CONCERNED).and(col(OF_TODAY).or(col(COUNTS))))
        .select(node.as(NODE), col(FROM), col(TO), col(OF_TODAY), col(COUNTS), inline(turns))
        .withColumnsRenamed(
            Map.of(
                IdentityMapTable.VALID_FROM.name(), SINCE,
                IdentityMapTable.VALID_TO.name(), UNTIL,
                IdentityMapTable.ONE_ID.name(), OWNER))
        .where(col(OF_TODAY).or(col(OWNER).isNotNull()))
        .drop(OwnersAsOfTransform.IS_BLOCKED);
  }

  /** Versions with {@link #FROM} and {@link #TO}; the first is what all dates before knew too. */
  static Dataset<Row> dated(Dataset<Row> versions) {
    return versions
        .withColumn(
            FROM,
            when(col(OwnersAsOfTransform.IS_FIRST), ALWAYS)
                .otherwise(col(OwnersAsOfTransform.KNOWN_FROM)))
        .withColumn(TO, coalesce(col(OwnersAsOfTransform.KNOWN_TO), STILL));
  }

  /** Whether what a row says was known at one of the dates. */
  Column isKnownAtAny() {
    return exists(array(dates), KnownPeopleTransform::isKnownAt);
  }

  /** Dates as a column of all of them. */
  public static Column array(List<LocalDate> dates) {
    return functions.array(dates.stream().map(functions::lit).toArray(Column[]::new));
  }
}
