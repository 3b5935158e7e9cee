package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.substring;

import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What earlier days say of ids. Later days say nothing, so that a run again of one day gives the
 * same ids.
 *
 * @param clusters {@code ml.clusters}
 * @param profiles {@code ml.cluster_profiles}
 * @param aliases {@code identity.one_id_aliases}
 * @param asOf day that gets a new clustering
 */
record EarlierClusterings(
    Dataset<Row> clusters, Dataset<Row> profiles, Dataset<Row> aliases, LocalDate asOf) {

  /**
   * Ids of the new clusters by rank.
   *
   * @param ranked rows of {@link RankTransform}
   * @param count of the new clusters
   * @param sameFrom as of {@link ClusterIds}
   */
  List<String> ids(Dataset<Row> ranked, int count, double sameFrom) {
    Row last =
        profiles
            .filter(ClusterProfilesTable.AS_OF.col().lt(lit(asOf)))
            .agg(
                max(ClusterProfilesTable.AS_OF.col()),
                max(substring(ClusterProfilesTable.CLUSTER_ID.col(), 2, 9).cast("int")))
            .first();
    if (last.isNullAt(0)) {
      return new ClusterIds(sameFrom, 0).of(count, List.of());
    }
    Date day = last.getDate(0);
    List<ClusterIds.Overlap> overlaps =
        new OverlapTransform(asOf)
                .apply(
                    ranked, clusters.filter(ClustersTable.AS_OF.col().equalTo(lit(day))), aliases)
                .takeAsList(count * ClustersConfig.MOST_CLUSTERS)
                .stream()
                .map(row -> new ClusterIds.Overlap(row.getInt(0), row.getString(1), row.getLong(2)))
                .toList();
    return new ClusterIds(sameFrom, last.getInt(1)).of(count, overlaps);
  }
}
