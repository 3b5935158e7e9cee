package io.lakeprint.common.ids;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
  private static final String LAST = "last_run";
  private static final String KNOWN = "known_node";

  /**
   * Rows of {@code identity_log} in; one row (node_id, valid_from, valid_to, one_id) per node and
   * owner in turn out, one_id null = nobody. A node that no run knew by then has no row.
   */
  public Dataset<Row> apply(Dataset<Row> log) {
    Dataset<Row> moves =
        log.where(IdentityLogTable.AS_OF.col().leq(lit(asOf)))
            .where(IdentityLogTable.OPERATION.col().isin("MOVE", "DETACH"));
    Dataset<Row> last =
        moves
            .groupBy(IdentityLogTable.NODE_ID.col().as(KNOWN))
            .agg(max(IdentityLogTable.RUN_NUMBER.col()).as(LAST));
    return moves
        .join(
            last,
            IdentityLogTable.NODE_ID
                .col()
                .equalTo(col(KNOWN))
                .and(IdentityLogTable.RUN_NUMBER.col().equalTo(col(LAST))))
        .where(IdentityLogTable.VALID_FROM.col().isNotNull())
        .select(
            IdentityLogTable.NODE_ID.col(),
            IdentityLogTable.VALID_FROM.col(),
            IdentityLogTable.VALID_TO.col(),
            IdentityLogTable.TO_ONE_ID.col().as(IdentityMapTable.ONE_ID.name()));
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
