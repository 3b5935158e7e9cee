package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.get;

import io.lakeprint.common.tables.ClustersTable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Names the cluster of everybody.
 *
 * <p>In: rows of {@link RankTransform}. Out: {@code ml.clusters}.
 *
 * @param ids of the clusters by rank
 */
record AssignTransform(List<String> ids) {

  AssignTransform {
    ids = List.copyOf(ids);
  }

  Dataset<Row> apply(Dataset<Row> ranked) {
    Column names = array(ids.stream().map(functions::lit).toArray(Column[]::new));
    return ranked.select(
        ClustersTable.AS_OF.col(),
        ClustersTable.ONE_ID.col(),
        ClustersTable.CLUSTER_ID.is(get(names, RankTransform.RANK)),
        ClustersTable.DISTANCE.col());
  }
}
