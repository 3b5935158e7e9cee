package io.lakeprint.common.ids;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Who owned what as it was known on a past date: the log of identity replayed up to it.
 *
 * <p>Two times meet here. {@code asOf} is when it was known; {@code valid_from} and {@code
 * valid_to} are when it was so. "Whose was this event, as we knew on 1 March" asks for the owner at
 * the event's time in the replay of 1 March. Deterministic; order of rows does not matter.
 *
 * @param asOf last as-of date of identity runs that count
 */
public record OwnersAsOfTransform(LocalDate asOf) {
  static final String KNOWN_FROM = "version_from";
  static final String KNOWN_TO = "version_to";
  static final String IS_FIRST = "is_first_version";
  static final String TURNS = "turns";
  static final String IS_BLOCKED = "is_blocked";

  /**
   * Rows of {@code identity_log} in; one row (node_id, valid_from, valid_to, one_id) per node and
   * owner in turn out, one_id null = nobody. A node that no run knew by then has no row.
   */
  public Dataset<Row> apply(Dataset<Row> log) {
    Column day = lit(asOf);
    return versions(log)
        .where(col(KNOWN_FROM).leq(day).and(coalesce(col(KNOWN_TO).gt(day), lit(true))))
        .select(IdentityLogTable.NODE_ID.col(), inline(col(TURNS)))
        .drop(IS_BLOCKED);
  }

  /** Rows that say whose a node is. */
  static Column saysWhose() {
    return IdentityLogTable.OPERATION.col().isin("MOVE", "DETACH");
  }

  /** Rows of the log that say that a node is blocked. */
  public static Column isBlocked() {
    return saysWhose().and(IdentityLogTable.CAUSE.col().startsWith(IdentityMapTable.BLOCKED));
  }

  /**
   * What each run that said anew whose a node is made known: node_id, {@link #KNOWN_FROM} (as-of of
   * the run), {@link #KNOWN_TO} (that of the next such run, from which on this is no more what is
   * known; null = it still is), {@link #IS_FIRST}, {@link #TURNS} (valid_from, valid_to, one_id of
   * the owners in turn, null = nobody's, and {@link #IS_BLOCKED}; empty = nobody has it). One
   * shuffle, by node.
   */
  static Dataset<Row> versions(Dataset<Row> log) {
    WindowSpec runs =
        Window.partitionBy(IdentityLogTable.NODE_ID.col())
            .orderBy(IdentityLogTable.RUN_NUMBER.col());
    Column turn =
        struct(
            IdentityLogTable.VALID_FROM.col(),
            IdentityLogTable.VALID_TO.col(),
            IdentityLogTable.TO_ONE_ID.col().as(IdentityMapTable.ONE_ID.name()),
            isBlocked().as(IS_BLOCKED));
    return log.where(saysWhose())
        .repartition(IdentityLogTable.NODE_ID.col())
        .groupBy(IdentityLogTable.NODE_ID.col(), IdentityLogTable.RUN_NUMBER.col())
        .agg(
            max(IdentityLogTable.AS_OF.col()).as(KNOWN_FROM),
            collect_list(when(IdentityLogTable.VALID_FROM.col().isNotNull(), turn)).as(TURNS))
        .withColumn(KNOWN_TO, lead(col(KNOWN_FROM), 1).over(runs))
        .withColumn(IS_FIRST, row_number().over(runs).equalTo(1));
  }

  /**
   * Events with the person whose they were: columns of {@code events} as they come, {@code one_id}
   * replaced. Null where the event has no anchor, or nobody was known to own it.
   *
   * @param events any columns, among them anchor_node, event_time and one_id
   * @param owners of {@link #apply}
   */
  public static Dataset<Row> ofEvents(Dataset<Row> events, Dataset<Row> owners) {
    String node = "owner_node";
    String from = "owner_from";
    String to = "owner_to";
    String owner = "owner_one_id";
    Dataset<Row> turns =
        owners.select(
            IdentityMapTable.NODE_ID.col().as(node),
            IdentityMapTable.VALID_FROM.col().as(from),
            IdentityMapTable.VALID_TO.col().as(to),
            IdentityMapTable.ONE_ID.col().as(owner));
    Column time = EventsTable.EVENT_TIME.col();
    Column then =
        EventsTable.ANCHOR_NODE
            .col()
            .equalTo(col(node))
            .and(col(from).leq(time))
            .and(coalesce(time.lt(col(to)), lit(true)));
    return events
        .join(turns, then, "left")
        .withColumn(EventsTable.ONE_ID.name(), col(owner))
        .drop(node, from, to, owner);
  }
}
