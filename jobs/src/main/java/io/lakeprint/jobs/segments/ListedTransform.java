package io.lakeprint.jobs.segments;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.ids.IdResolver;
import io.lakeprint.common.ids.udf.IdUdfs;
import io.lakeprint.common.tables.IdentityMapTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whom the identifiers on a list mean now: brought to their stored form as ingest does it, so that
 * a value that is kept as a token is found by its token.
 *
 * @param type identifier type
 * @param scope app or platform; empty = everywhere
 * @param resolver makes stored forms
 */
record ListedTransform(String type, String scope, IdResolver resolver) {

  /** Node of an identifier; null for a value that can be nobody's. */
  static final String NODE = "listed_node";

  /** Column of the values, as they are written in the list. */
  static final String VALUE = "value";

  /** One row per line: {@link #NODE} and {@code one_id}, null where nobody is known by it. */
  Dataset<Row> apply(Dataset<Row> lines, Dataset<Row> identityMap) {
    Dataset<Row> owners =
        identityMap
            .where(IdentityMapTable.ID_TYPE.col().equalTo(type))
            .where(IdentityMapTable.VALID_TO.col().isNull())
            .where(IdentityMapTable.ONE_ID.col().isNotNull())
            .select(IdentityMapTable.NODE_ID.col().as(NODE), IdentityMapTable.ONE_ID.col());
    return lines
        .select(
            IdUdfs.resolve(
                    array(
                        struct(lit(type).as("type"), lit(scope).as("scope"), col(VALUE).as(VALUE))),
                    resolver)
                .getField(IdUdfs.ANCHOR_NODE)
                .as(NODE))
        .join(owners, new String[] {NODE}, "left");
  }
}
