package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.OneIdAliasesTable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many people two clusterings have in common, cluster by cluster. People are the same under the
 * same {@code one_id}; whose id was retired since is looked for under the id that means them now.
 *
 * <p>In: rows of {@link RankTransform}, {@code ml.clusters} of one earlier date, and {@code
 * identity.one_id_aliases}. Out: rank (int), cluster_id of the earlier clustering, people; one row
 * per pair that has people in common. Where two of the earlier people are one now, both count.
 *
 * @param asOf day of the new clustering; ids that were retired later are those of people whom both
 *     clusterings know
 */
record OverlapTransform(LocalDate asOf) {
  private static final String NOW = "now";
  private static final String BEFORE = "before";
  private static final String CURRENT = "current_id";

  Dataset<Row> apply(Dataset<Row> ranked, Dataset<Row> earlier, Dataset<Row> aliases) {
    Column sameId = ClustersTable.ONE_ID.of(NOW).equalTo(ClustersTable.ONE_ID.of(BEFORE));
    Column retired = coalesce(OneIdAliasesTable.RETIRED_ON.of(BEFORE).leq(lit(asOf)), lit(false));
    return current(ranked, aliases)
        .as(NOW)
        .join(
            current(earlier, aliases).as(BEFORE),
            col(NOW + "." + CURRENT).equalTo(col(BEFORE + "." + CURRENT)))
        .where(sameId.or(retired))
        .groupBy(RankTransform.RANK, ClustersTable.CLUSTER_ID.of(BEFORE))
        .agg(count(lit(1)));
  }

  private static Dataset<Row> current(Dataset<Row> people, Dataset<Row> aliases) {
    Dataset<Row> retired =
        aliases.select(
            OneIdAliasesTable.RETIRED_ID.col(),
            OneIdAliasesTable.RETIRED_ON.col(),
            OneIdAliasesTable.ONE_ID.col().as(CURRENT));
    return people
        .join(
            retired, ClustersTable.ONE_ID.col().equalTo(OneIdAliasesTable.RETIRED_ID.col()), "left")
        .withColumn(CURRENT, coalesce(col(CURRENT), ClustersTable.ONE_ID.col()));
  }
}
