package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.OutboxTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compares what a destination has with what it shall have. Rows that differ become pending; all
 * others stay as they are, whoever's they are by now. What a destination has refused rests until
 * its values change. Deterministic.
 *
 * @param activation id of the activation
 * @param send number of the send that carries the differences
 * @param asOf day at whose end they were found
 */
record OutboxTransform(String activation, long send, LocalDate asOf) {

  private static final String HAS = "has";
  private static final String WANTED = "wanted";
  private static final String MOVES = "_moves";

  /**
   * The rows of the activation as they shall be, {@code OutboxTable} in and out.
   *
   * @param current its rows, none of them pending
   * @param wanted what the destination shall have: rows of {@link FieldsTransform}
   */
  Dataset<Row> apply(Dataset<Row> current, Dataset<Row> wanted) {
    Column had = OutboxTable.SENT_HASH.of(HAS);
    Column shall = OutboxTable.WANTED_HASH.of(WANTED);
    Column refused = coalesce(OutboxTable.STATE.of(HAS).equalTo(OutboxTable.REFUSED), lit(false));
    Column rests = refused.and(shall.eqNullSafe(OutboxTable.WANTED_HASH.of(HAS)));
    Column moves = not(rests).and(not(shall.eqNullSafe(had)));
    return current
        .as(HAS)
        .join(
            wanted.as(WANTED),
            OutboxTable.TARGET_KEY.of(HAS).equalTo(OutboxTable.TARGET_KEY.of(WANTED)),
            "full_outer")
        .withColumn(MOVES, moves)
        // Neither had nor wanted, and nothing rests: a refused target that nobody wants any more.
        .where(rests.or(had.isNotNull()).or(shall.isNotNull()))
        .select(
            OutboxTable.ACTIVATION.is(lit(activation)),
            either(OutboxTable.TARGET_KEY),
            either(OutboxTable.ID_TYPE),
            either(OutboxTable.SCOPE),
            either(OutboxTable.ID_VALUE),
            OutboxTable.ONE_ID.is(
                when(
                        col(MOVES),
                        coalesce(OutboxTable.ONE_ID.of(WANTED), OutboxTable.ONE_ID.of(HAS)))
                    .otherwise(OutboxTable.ONE_ID.of(HAS))),
            OutboxTable.STATE.is(
                when(col(MOVES), OutboxTable.PENDING)
                    .when(rests, OutboxTable.REFUSED)
                    .otherwise(OutboxTable.SENT)),
            OutboxTable.CHANGE.is(
                when(col(MOVES).and(had.isNull()), "add")
                    .when(col(MOVES).and(shall.isNull()), "remove")
                    .when(col(MOVES), "change")
                    .otherwise(OutboxTable.CHANGE.of(HAS))),
            OutboxTable.WANTED_HASH.is(shall),
            OutboxTable.SENT_HASH.is(had),
            OutboxTable.FIELDS.is(when(col(MOVES), OutboxTable.FIELDS.of(WANTED))),
            OutboxTable.SEND_NUMBER.is(
                when(col(MOVES), lit(send)).otherwise(OutboxTable.SEND_NUMBER.of(HAS))),
            OutboxTable.AS_OF.is(when(col(MOVES), lit(asOf)).otherwise(OutboxTable.AS_OF.of(HAS))));
  }

  private static Column either(ColumnSpec column) {
    return column.is(coalesce(column.of(HAS), column.of(WANTED)));
  }
}
