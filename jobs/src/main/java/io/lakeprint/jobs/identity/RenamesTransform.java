package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.lakeprint.common.tables.IdentityLogTable;
import io.lakeprint.common.tables.IdentityMapTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many nodes this run gives another person, among those published long enough: one row
 * (published, renamed). Only nodes with one owner before count; one that now has owners in turn is
 * renamed where its owner of today is another.
 *
 * @param publishedBy as-of up to which a node must have been published
 */
record RenamesTransform(LocalDate publishedBy) {
  static final String PUBLISHED = "published";
  static final String RENAMED = "renamed";

  private static final String NOW = "now";

  Dataset<Row> apply(IdentityJournal before, Dataset<Row> map) {
    Column onceForAll =
        GraphColumns.VALID_FROM
            .col()
            .equalTo(IdentityMapTransform.EPOCH)
            .and(GraphColumns.VALID_TO.col().isNull())
            .and(GraphColumns.ONE_ID.col().isNotNull());
    Dataset<Row> now =
        map.where(IdentityMapTable.VALID_TO.col().isNull())
            .select(
                IdentityMapTable.NODE_ID.col().as(GraphColumns.NODE.name()),
                coalesce(IdentityMapTable.ONE_ID.col(), lit("")).as(NOW));
    return before
        .owners()
        .where(onceForAll)
        .join(
            before.published().where(IdentityLogTable.AS_OF.col().leq(lit(publishedBy))),
            GraphColumns.NODE.name())
        .join(now, GraphColumns.NODE.name())
        .agg(
            count(lit(1)).as(PUBLISHED),
            count_if(not(col(NOW).equalTo(GraphColumns.ONE_ID.col()))).as(RENAMED));
  }
}
