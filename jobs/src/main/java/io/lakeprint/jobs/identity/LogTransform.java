package io.lakeprint.jobs.identity;

import static io.lakeprint.jobs.identity.IdentityJournal.DETACH;
import static io.lakeprint.jobs.identity.IdentityJournal.MERGE;
import static io.lakeprint.jobs.identity.IdentityJournal.MOVE;
import static io.lakeprint.jobs.identity.IdentityJournal.SPLIT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

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
  private static final String STAYED = "stayed";
  private static final String WAS_TO = "was_to";
  private static final String EXISTED = "existed";

  /**
   * @param map rows of {@code identity_map} after this run
   * @param people of {@link NamingTransform#people}
   * @param overlaps of {@link NamingTransform#overlaps}
   * @param before what the log said before this run
   */
  Dataset<Row> apply(
      Dataset<Row> map, Dataset<Row> people, Dataset<Row> overlaps, IdentityJournal before) {
    Dataset<Row> rows =
        births(people)
            .unionByName(merges(map, people, overlaps, before))
            .unionByName(splits(people, overlaps))
            .unionByName(moves(map, before.owners()));
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

  private static Dataset<Row> births(Dataset<Row> people) {
    return people
        .where(GraphColumns.ORIGIN.col().notEqual(NamingTransform.KEEP))
        .select(
            row(
                GraphColumns.ORIGIN.col(),
                GraphColumns.FOUNDER.col(),
                GraphColumns.CREATED_AT.col(),
                lit(null),
                GraphColumns.ONE_ID.col()));
  }

  /** Ids that had nodes before and have none now, to the person that most of them is now. */
  private static Dataset<Row> merges(
      Dataset<Row> map, Dataset<Row> people, Dataset<Row> overlaps, IdentityJournal before) {
    Dataset<Row> born = before.born();
    Dataset<Row> gone =
        born.join(before.owners(), new String[] {GraphColumns.ONE_ID.name()}, "left_semi")
            .join(people, new String[] {GraphColumns.ONE_ID.name()}, "left_anti")
            .select(GraphColumns.ONE_ID.col().as(WAS), GraphColumns.FOUNDER.col());
    Dataset<Row> stays =
        overlaps
            .where(col(NamingTransform.RANK).equalTo(1))
            .join(people, GraphColumns.COMPONENT.name())
            .select(GraphColumns.PREVIOUS_ID.col().as(WAS), GraphColumns.ONE_ID.col().as(STAYED));
    Dataset<Row> founders =
        IdentityMapTransform.current(map)
            .select(
                GraphColumns.NODE.col().as(GraphColumns.FOUNDER.name()),
                GraphColumns.ONE_ID.col().as(NOW));
    return gone.join(stays, new String[] {WAS}, "left")
        .join(founders, new String[] {GraphColumns.FOUNDER.name()}, "left")
        .select(row(MERGE, lit(null), col(WAS), coalesce(col(STAYED), col(NOW))));
  }

  /** Ids of which some nodes went to another person than the rest. */
  private static Dataset<Row> splits(Dataset<Row> people, Dataset<Row> overlaps) {
    return overlaps
        .where(col(NamingTransform.RANK).gt(1))
        .join(people, GraphColumns.COMPONENT.name())
        .select(row(SPLIT, lit(null), GraphColumns.PREVIOUS_ID.col(), GraphColumns.ONE_ID.col()));
  }

  private static Dataset<Row> moves(Dataset<Row> map, Dataset<Row> owners) {
    Dataset<Row> now =
        map.select(
            IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()),
            IdentityMapTable.VALID_FROM.col(),
            IdentityMapTable.VALID_TO.col(),
            IdentityMapTable.ONE_ID.col(),
            IdentityMapTable.STATE.col());
    String[] key = {GraphColumns.NODE.name(), GraphColumns.VALID_FROM.name()};
    Dataset<Row> was =
        owners.select(
            GraphColumns.NODE.col(),
            GraphColumns.VALID_FROM.col(),
            GraphColumns.VALID_TO.col().as(WAS_TO),
            GraphColumns.ONE_ID.col().as(WAS),
            lit(true).as(EXISTED));
    Column same =
        IdentityMapTable.STATE
            .col()
            .isNotNull()
            .and(col(EXISTED).isNotNull())
            .and(IdentityMapTable.VALID_TO.col().eqNullSafe(col(WAS_TO)))
            .and(IdentityMapTable.ONE_ID.col().eqNullSafe(col(WAS)));
    Dataset<Row> both = now.join(was, key, "full");
    Dataset<Row> changed = both.where(not(same)).select(GraphColumns.NODE.col()).distinct();
    Dataset<Row> rewritten =
        both.where(IdentityMapTable.STATE.col().isNotNull())
            .join(changed, new String[] {GraphColumns.NODE.name()}, "left_semi")
            .select(
                when(IdentityMapTable.ONE_ID.col().isNull(), DETACH)
                    .otherwise(MOVE)
                    .as(IdentityLogTable.OPERATION.name()),
                GraphColumns.NODE.col().as(IdentityLogTable.NODE_ID.name()),
                IdentityMapTable.VALID_FROM.col(),
                IdentityMapTable.VALID_TO.col(),
                col(WAS).as(IdentityLogTable.FROM_ONE_ID.name()),
                IdentityMapTable.ONE_ID.col().as(IdentityLogTable.TO_ONE_ID.name()),
                IdentityMapTable.STATE.col().as(IdentityLogTable.CAUSE.name()));
    Dataset<Row> vanished =
        was.where(col(WAS).isNotNull())
            .join(now, new String[] {GraphColumns.NODE.name()}, "left_anti")
            .groupBy(GraphColumns.NODE.col())
            .agg(max(col(WAS)).as(WAS))
            .select(row(DETACH, GraphColumns.NODE.col(), col(WAS), lit(null)))
            .withColumn(IdentityLogTable.CAUSE.name(), lit("no event names it any more"));
    return rewritten.unionByName(vanished);
  }

  private static Column[] row(String operation, Column node, Column from, Column to) {
    return row(lit(operation), node, lit(null), from, to);
  }

  private static Column[] row(
      Column operation, Column node, Column validFrom, Column from, Column to) {
    return new Column[] {
      IdentityLogTable.OPERATION.is(operation),
      IdentityLogTable.NODE_ID.is(node),
      IdentityLogTable.VALID_FROM.is(validFrom),
      IdentityLogTable.VALID_TO.is(lit(null)),
      IdentityLogTable.FROM_ONE_ID.is(from),
      IdentityLogTable.TO_ONE_ID.is(to),
      IdentityLogTable.CAUSE.is(lit("evidence"))
    };
  }
}
