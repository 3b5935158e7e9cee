package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.ml.registry.ModelInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a profile is made of: per cluster the number of members and, per feature, how many have a
 * value, its sum, and sum and sum of squares of the scaled value. Sums are of decimals, so no order
 * of rows changes them.
 *
 * <p>In: {@code ml.clusters} and {@code ml.features} of one date. Out: cluster_id, count, then four
 * columns per feature; one row per cluster.
 *
 * @param scale of the features
 */
record MomentsTransform(Scale scale) {
  private static final DataType EXACT = DataTypes.createDecimalType(28, 10);

  Dataset<Row> apply(Dataset<Row> clusters, Dataset<Row> features) {
    List<Column> moments = new ArrayList<>();
    for (int i = 0; i < scale.inputs().size(); i++) {
      ModelInput input = scale.inputs().get(i);
      Column scaled = scale.scaled(i).cast(EXACT);
      moments.add(count(col(input.feature())));
      moments.add(coalesce(sum(col(input.feature()).cast(EXACT)), lit(0)).cast("double"));
      moments.add(coalesce(sum(scaled), lit(0)).cast("double"));
      moments.add(coalesce(sum(scaled.multiply(scaled).cast(EXACT)), lit(0)).cast("double"));
    }
    Column samePerson =
        ClustersTable.AS_OF
            .of("c")
            .equalTo(FeaturesTable.AS_OF.of("f"))
            .and(ClustersTable.ONE_ID.of("c").equalTo(FeaturesTable.ONE_ID.of("f")));
    return clusters
        .as("c")
        .join(features.as("f"), samePerson)
        .groupBy(ClustersTable.CLUSTER_ID.col())
        .agg(count(lit(1)), moments.toArray(Column[]::new));
  }
}
