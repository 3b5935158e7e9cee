package io.lakeprint.ml.clustering;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.zip_with;

import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.FeaturesTable;
import java.util.Collection;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Puts everybody into a cluster. Each row for itself.
 *
 * <p>In: {@code ml.features} of one date. Out: as_of, one_id, rank of the cluster (int, 0 = the
 * most valuable), distance to its centre.
 *
 * @param clustering the clusters
 */
record RankTransform(Clustering clustering) {
  private static final String RANKED = "_rank";

  /** Place of the cluster among those of its clustering. */
  static final Column RANK = col(RANKED);

  Dataset<Row> apply(Dataset<Row> features) {
    Dataset<Row> scaled =
        features.select(
            FeaturesTable.AS_OF.col(),
            FeaturesTable.ONE_ID.col(),
            clustering.scale().vector().as(Grouper.VECTOR));
    Column center =
        get(
            list(clustering.grouping().centers().stream().map(RankTransform::numbers).toList()),
            col(Grouper.GROUP));
    Column squares =
        zip_with(
            vector_to_array(col(Grouper.VECTOR), "float64"),
            center,
            (own, its) -> own.minus(its).multiply(own.minus(its)));
    return clustering
        .grouping()
        .apply(scaled)
        .select(
            ClustersTable.AS_OF.col(),
            ClustersTable.ONE_ID.col(),
            get(numbers(clustering.ranks()), col(Grouper.GROUP)).as(RANKED),
            ClustersTable.DISTANCE.is(sqrt(aggregate(squares, lit(0.0), Column::plus))));
  }

  private static Column numbers(Collection<?> values) {
    return list(values.stream().map(functions::lit).toList());
  }

  private static Column list(Collection<Column> values) {
    return array(values.toArray(Column[]::new));
  }
}
