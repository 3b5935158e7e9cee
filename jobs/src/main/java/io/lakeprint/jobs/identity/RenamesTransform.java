package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many nodes this run gives another person, among those published long enough: one row with the
 * count. Only lives with one owner before count; one that now has owners in turn is renamed where
 * its owner of today is another.
 *
 * @param publishedBy as-of up to which a node must have been published
 */
record RenamesTransform(LocalDate publishedBy) {
  private static final String NOW = "now";

  /**
   * @param owners (node, life, valid_from, valid_to, one_id) as last written
   * @param map rows of {@code identity_map} of the same nodes after this run
   * @param journal the log before this run
   */
  Dataset<Row> apply(Dataset<Row> owners, Dataset<Row> map, IdentityJournal journal) {
    Column onceForAll =
        GraphColumns.LIFE.col().isNotNull().and(GraphColumns.ONE_ID.col().isNotNull());
    Column isCurrent =
        IdentityMapTable.STATE
            .col()
            .equalTo(IdentityMapTransform.ACTIVE)
            .or(IdentityMapTable.VALID_TO.col().isNull());
    Dataset<Row> now =
        map.where(isCurrent)
            .select(
                IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()),
                IdentityMapTable.LIFE.col(),
                coalesce(IdentityMapTable.ONE_ID.col(), lit("")).as(NOW));
    Dataset<Row> renamed =
        owners
            .where(onceForAll)
            .join(now, new String[] {GraphColumns.NODE.name(), GraphColumns.LIFE.name()})
            .where(not(col(NOW).equalTo(GraphColumns.ONE_ID.col())))
            .select(GraphColumns.NODE.col());
    return renamed
        .join(
            journal
                .of(renamed.distinct())
                .published()
                .where(IdentityLogTable.AS_OF.col().leq(lit(publishedBy))),
            GraphColumns.NODE.name())
        .agg(count(lit(1)));
  }
}
