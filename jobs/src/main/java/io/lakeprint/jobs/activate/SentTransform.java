package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.OutboxTable;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a destination has after a send: what was pending is sent, or refused; what was removed is
 * forgotten. {@code OutboxTable} rows of one activation in and out. Deterministic.
 *
 * @param refused target keys that the destination did not take, as many as it may refuse
 */
record SentTransform(Set<String> refused) {

  Dataset<Row> apply(Dataset<Row> outbox) {
    Column pending = OutboxTable.STATE.col().equalTo(OutboxTable.PENDING);
    Column taken = pending.and(not(OutboxTable.TARGET_KEY.col().isInCollection(refused)));
    Column gone = taken.and(OutboxTable.WANTED_HASH.col().isNull());
    return outbox
        .where(not(gone))
        .withColumn(
            OutboxTable.SENT_HASH.name(),
            when(taken, OutboxTable.WANTED_HASH.col()).otherwise(OutboxTable.SENT_HASH.col()))
        .withColumn(OutboxTable.FIELDS.name(), lit(null).cast(OutboxTable.FIELDS.type()))
        .withColumn(
            OutboxTable.STATE.name(),
            when(taken, OutboxTable.SENT)
                .when(pending, OutboxTable.REFUSED)
                .otherwise(OutboxTable.STATE.col()))
        .select(OutboxTable.SPEC.cols());
  }
}
