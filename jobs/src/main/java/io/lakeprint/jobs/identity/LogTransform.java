package io.lakeprint.jobs.identity;

import static io.lakeprint.jobs.identity.IdentityJournal.DETACH;
import static io.lakeprint.jobs.identity.IdentityJournal.MERGE;
import static io.lakeprint.jobs.identity.IdentityJournal.MOVE;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.jspecify.annotations.Nullable;

/**
 * What this run changes, as rows of {@code identity_log}: none where nothing changed. Every node
 * whose owners differ from those last written gets its owners anew, every id that is born, merged,
 * split or revived a row.
 *
 * @param runNumber one above the last run in the log
 * @param runId this run
 * @param asOf its as-of
 * @param remark added to every cause; empty = none
 */
record LogTransform(long runNumber, String runId, LocalDate asOf, String remark) {
  private static final String WAS = "was";
  private static final String NOW = "now";
  private static final String WAS_TO = "was_to";
  private static final String WAS_LIFE = "was_life";
  private static final String WAS_BLOCKED = "was_blocked";
  private static final String EVIDENCE = "evidence";

  /**
   * @param map rows of {@code identity_map} after this run, of the nodes that were looked at
   * @param owners {@link IdentityJournal#owners} of them; null where nothing was written ever
   * @param names rows of {@link Names#SCHEMA}
   * @param current of {@link IdentityMapTransform#current}, of all nodes after this run
   */
  Dataset<Row> apply(
      Dataset<Row> map, @Nullable Dataset<Row> owners, Dataset<Row> names, Dataset<Row> current) {
    Dataset<Row> rows =
        owners == null
            ? births(names).unionByName(firsts(map))
            : people(names, current).unionByName(moves(map, owners));
    Column order =
        row_number()
            .over(
                Window.orderBy(
                    IdentityLogTable.OPERATION.col(),
                    IdentityLogTable.TO_ONE_ID.col(),
                    IdentityLogTable.FROM_ONE_ID.col(),
                    IdentityLogTable.NODE_ID.col(),
                    IdentityLogTable.VALID_FROM.col()));
    Column cause = concat(IdentityLogTable.CAUSE.col(), lit(remark));
    return rows.withColumn(IdentityLogTable.CAUSE.name(), cause)
        .withColumn(IdentityLogTable.SEQUENCE.name(), order.minus(1).cast("long"))
        .withColumn(IdentityLogTable.RUN_NUMBER.name(), lit(runNumber))
        .withColumn(IdentityLogTable.RUN_ID.name(), lit(runId))
        .withColumn(IdentityLogTable.AS_OF.name(), lit(asOf))
        .select(IdentityLogTable.SPEC.cols());
  }

  /** What the first run of all finds. */
  private static Dataset<Row> births(Dataset<Row> names) {
    return names.select(
        row(
            col(Names.OPERATION),
            GraphColumns.FOUNDER.col(),
            lit(null),
            timestamp_micros(GraphColumns.CREATED_AT.col()),
            lit(null),
            lit(null),
            col(Names.TO),
            lit(EVIDENCE)));
  }

  private static Dataset<Row> firsts(Dataset<Row> map) {
    return map.select(
        row(
            move(),
            IdentityMapTable.NODE_ID.col(),
            life(),
            IdentityMapTable.VALID_FROM.col(),
            IdentityMapTable.VALID_TO.col(),
            lit(null),
            IdentityMapTable.ONE_ID.col(),
            IdentityMapTable.STATE.col()));
  }

  /** The life of a row with one owner; null = owners in turn, or none. */
  private static Column life() {
    return when(
        IdentityMapTable.STATE.col().equalTo(IdentityMapTransform.ACTIVE),
        IdentityMapTable.LIFE.col());
  }

  private static Column move() {
    return when(IdentityMapTable.ONE_ID.col().isNull(), DETACH).otherwise(MOVE);
  }

  /**
   * Births and ends of ids. An id of which no node is placed any more is merged into whoever has
   * its founder now.
   */
  private static Dataset<Row> people(Dataset<Row> names, Dataset<Row> current) {
    Dataset<Row> changes = names.where(not(col(Names.OPERATION).equalTo(Names.KEEP)));
    Column unplaced = col(Names.OPERATION).equalTo(MERGE).and(col(Names.TO).isNull());
    Dataset<Row> founders =
        current
            .join(
                broadcast(changes.where(unplaced).select(GraphColumns.FOUNDER.col()).distinct()),
                GraphColumns.LIVED.col().equalTo(GraphColumns.FOUNDER.col()))
            .select(GraphColumns.LIVED.col(), GraphColumns.ONE_ID.col().as(NOW));
    Column isBirth = GraphColumns.COMPONENT.col().isNotNull();
    return changes
        .join(
            founders,
            unplaced.and(GraphColumns.FOUNDER.col().equalTo(GraphColumns.LIVED.col())),
            "left")
        .select(
            row(
                col(Names.OPERATION),
                when(isBirth, GraphColumns.FOUNDER.col()),
                lit(null),
                when(isBirth, timestamp_micros(GraphColumns.CREATED_AT.col())),
                lit(null),
                col(Names.FROM),
                coalesce(col(Names.TO), col(NOW)),
                lit(EVIDENCE)));
  }

  private static Dataset<Row> moves(Dataset<Row> map, Dataset<Row> owners) {
    Dataset<Row> now =
        map.select(
            IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()),
            life().as(GraphColumns.LIFE.name()),
            IdentityMapTable.VALID_FROM.col(),
            IdentityMapTable.VALID_TO.col(),
            IdentityMapTable.ONE_ID.col(),
            IdentityMapTable.STATE.col(),
            IdentityMapTransform.isBlocked().as(GraphColumns.BLOCKED.name()));
    Dataset<Row> was =
        owners.select(
            GraphColumns.NODE.col(),
            GraphColumns.LIFE.col().as(WAS_LIFE),
            IdentityLogTable.VALID_FROM.col(),
            IdentityLogTable.VALID_TO.col().as(WAS_TO),
            GraphColumns.ONE_ID.col().as(WAS),
            GraphColumns.BLOCKED.col().as(WAS_BLOCKED));
    Column isNow = IdentityMapTable.STATE.col().isNotNull();
    Column same =
        isNow
            .and(GraphColumns.BLOCKED.col().eqNullSafe(col(WAS_BLOCKED)))
            .and(IdentityMapTable.VALID_TO.col().eqNullSafe(col(WAS_TO)))
            .and(GraphColumns.LIFE.col().eqNullSafe(col(WAS_LIFE)))
            .and(IdentityMapTable.ONE_ID.col().eqNullSafe(col(WAS)));
    Dataset<Row> both = now.join(was, key(), "full");
    Dataset<Row> changed = both.where(not(same)).select(GraphColumns.NODE.col()).distinct();
    Dataset<Row> rewritten =
        both.where(isNow)
            .join(changed, new String[] {GraphColumns.NODE.name()}, "left_semi")
            .select(
                row(
                    move(),
                    GraphColumns.NODE.col(),
                    GraphColumns.LIFE.col(),
                    IdentityMapTable.VALID_FROM.col(),
                    IdentityMapTable.VALID_TO.col(),
                    col(WAS),
                    IdentityMapTable.ONE_ID.col(),
                    IdentityMapTable.STATE.col()));
    Dataset<Row> vanished =
        was.where(col(WAS).isNotNull())
            .join(now, new String[] {GraphColumns.NODE.name()}, "left_anti")
            .groupBy(GraphColumns.NODE.col())
            .agg(max(col(WAS)).as(WAS))
            .select(
                row(
                    lit(DETACH),
                    GraphColumns.NODE.col(),
                    lit(null),
                    lit(null),
                    lit(null),
                    col(WAS),
                    lit(null),
                    lit("no event names it any more")));
    return rewritten.unionByName(vanished);
  }

  private static String[] key() {
    return new String[] {GraphColumns.NODE.name(), IdentityLogTable.VALID_FROM.name()};
  }

  private static Column[] row(
      Column operation,
      Column node,
      Column life,
      Column validFrom,
      Column validTo,
      Column from,
      Column to,
      Column cause) {
    return new Column[] {
      IdentityLogTable.OPERATION.is(operation),
      IdentityLogTable.NODE_ID.is(node),
      IdentityLogTable.LIFE.is(life),
      IdentityLogTable.VALID_FROM.is(validFrom),
      IdentityLogTable.VALID_TO.is(validTo),
      IdentityLogTable.FROM_ONE_ID.is(from),
      IdentityLogTable.TO_ONE_ID.is(to),
      IdentityLogTable.CAUSE.is(cause)
    };
  }
}
