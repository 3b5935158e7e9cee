package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.ClustersTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many people two clusterings have in common, cluster by cluster. People are the same under the
 * same {@code one_id}; who has another one by now is left out.
 *
 * <p>In: rows of {@link RankTransform} and {@code ml.clusters} of one earlier date. Out: rank
 * (int), cluster_id of the earlier clustering, people; one row per pair that has people in common.
 */
record OverlapTransform() {
  private static final String NOW = "now";
  private static final String BEFORE = "before";

  Dataset<Row> apply(Dataset<Row> ranked, Dataset<Row> earlier) {
    return ranked
        .as(NOW)
        .join(
            earlier.as(BEFORE),
            ClustersTable.ONE_ID.of(NOW).equalTo(ClustersTable.ONE_ID.of(BEFORE)))
        .groupBy(RankTransform.RANK, ClustersTable.CLUSTER_ID.of(BEFORE))
        .agg(count(lit(1)));
  }
}
