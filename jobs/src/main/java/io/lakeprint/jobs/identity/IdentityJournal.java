package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;

import io.lakeprint.common.ids.OwnersAsOfTransform;
import io.lakeprint.common.tables.IdentityLogTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What {@code identity_log} says when it is replayed: the only memory of names. All other tables of
 * identity follow from it and the evidence, so a run that broke off after writing the log is made
 * good by the next one.
 *
 * @param log rows of {@code identity_log}
 */
record IdentityJournal(Dataset<Row> log) {
  static final String CREATE = "CREATE";
  static final String MERGE = "MERGE";
  static final String SPLIT = "SPLIT";
  static final String MOVE = "MOVE";
  static final String DETACH = "DETACH";
  static final String REVIVE = "REVIVE";

  private static final String LATEST = "latest";

  /** What the log says about these nodes alone. */
  IdentityJournal of(Dataset<Row> nodes) {
    return new IdentityJournal(
        log.join(
            broadcast(nodes.select(GraphColumns.NODE.col())),
            IdentityLogTable.NODE_ID.col().equalTo(GraphColumns.NODE.col()),
            "left_semi"));
  }

  /**
   * Owners as last written: (node, life, valid_from, valid_to, one_id, is_blocked), life null =
   * owners in turn, one_id null = nobody.
   */
  Dataset<Row> owners() {
    Dataset<Row> moves =
        log.where(IdentityLogTable.OPERATION.col().isin(MOVE, DETACH))
            .select(
                IdentityLogTable.NODE_ID.col().as(GraphColumns.NODE.name()),
                IdentityLogTable.LIFE.col(),
                IdentityLogTable.RUN_NUMBER.col(),
                IdentityLogTable.VALID_FROM.col(),
                IdentityLogTable.VALID_TO.col(),
                IdentityLogTable.TO_ONE_ID.col().as(GraphColumns.ONE_ID.name()),
                OwnersAsOfTransform.isBlocked().as(GraphColumns.BLOCKED.name()));
    Dataset<Row> last =
        moves
            .groupBy(GraphColumns.NODE.col())
            .agg(max(IdentityLogTable.RUN_NUMBER.col()).as(LATEST))
            .withColumnRenamed(GraphColumns.NODE.name(), GraphColumns.OTHER.name());
    return moves
        .join(
            last,
            GraphColumns.NODE
                .col()
                .equalTo(GraphColumns.OTHER.col())
                .and(IdentityLogTable.RUN_NUMBER.col().equalTo(col(LATEST))))
        .where(IdentityLogTable.VALID_FROM.col().isNotNull())
        .select(
            GraphColumns.NODE.col(),
            IdentityLogTable.LIFE.col(),
            IdentityLogTable.VALID_FROM.col(),
            IdentityLogTable.VALID_TO.col(),
            GraphColumns.ONE_ID.col(),
            GraphColumns.BLOCKED.col());
  }

  /** Every id ever given: (one_id, founder, created_at). */
  Dataset<Row> born() {
    return log.where(IdentityLogTable.OPERATION.col().equalTo(CREATE))
        .select(
            IdentityLogTable.TO_ONE_ID.col().as(GraphColumns.ONE_ID.name()),
            IdentityLogTable.NODE_ID.col().as(GraphColumns.FOUNDER.name()),
            unix_micros(IdentityLogTable.VALID_FROM.col()).as(GraphColumns.CREATED_AT.name()));
  }

  /** The last merge of every id that was ever merged: (from_one_id, to_one_id, as_of). */
  Dataset<Row> merges() {
    return log.where(IdentityLogTable.OPERATION.col().equalTo(MERGE))
        .groupBy(IdentityLogTable.FROM_ONE_ID.col())
        .agg(
            max_by(
                    struct(IdentityLogTable.TO_ONE_ID.col(), IdentityLogTable.AS_OF.col()),
                    struct(IdentityLogTable.RUN_NUMBER.col(), IdentityLogTable.SEQUENCE.col()))
                .as(LATEST))
        .select(
            IdentityLogTable.FROM_ONE_ID.col(),
            col(LATEST)
                .getField(IdentityLogTable.TO_ONE_ID.name())
                .as(IdentityLogTable.TO_ONE_ID.name()),
            col(LATEST).getField(IdentityLogTable.AS_OF.name()).as(IdentityLogTable.AS_OF.name()));
  }

  /** Since which as-of each node is published: (node, as_of). */
  Dataset<Row> published() {
    return log.where(IdentityLogTable.OPERATION.col().isin(MOVE, DETACH))
        .groupBy(IdentityLogTable.NODE_ID.col().as(GraphColumns.NODE.name()))
        .agg(min(IdentityLogTable.AS_OF.col()).as(IdentityLogTable.AS_OF.name()));
  }
}
