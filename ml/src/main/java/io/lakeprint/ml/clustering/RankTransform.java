package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;

import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.FeaturesTable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Puts everybody into the cluster with the nearest centre; of two at the same distance the more
 * valuable one. Each row for itself.
 *
 * <p>In: {@code ml.features} of one date. Out: as_of, one_id, rank of the cluster (int, 0 = the
 * most valuable), distance.
 *
 * @param clustering centres
 */
record RankTransform(Clustering clustering) {
  private static final String RANKED = "_rank";

  /** Place of the cluster among those of its clustering. */
  static final Column RANK = col(RANKED);

  private static final String SCALED = "_scaled_";
  private static final String NEAREST = "_nearest";

  Dataset<Row> apply(Dataset<Row> features) {
    Scale scale = clustering.scale();
    Column[] columns =
        Stream.concat(
                Stream.of(FeaturesTable.AS_OF.col(), FeaturesTable.ONE_ID.col()),
                IntStream.range(0, scale.inputs().size())
                    .mapToObj(i -> scale.scaled(i).as(SCALED + i)))
            .toArray(Column[]::new);
    Column nearest =
        array_min(
            array(
                IntStream.range(0, clustering.centers().size())
                    .mapToObj(
                        i ->
                            struct(
                                squaredDistance(clustering.centers().get(i)).as("distance"),
                                lit(i).as("center")))
                    .toArray(Column[]::new)));
    return features
        .select(columns)
        .withColumn(NEAREST, nearest)
        .select(
            ClustersTable.AS_OF.col(),
            ClustersTable.ONE_ID.col(),
            col(NEAREST + ".center").as(RANKED),
            ClustersTable.DISTANCE.is(sqrt(col(NEAREST + ".distance"))));
  }

  private static Column squaredDistance(List<Double> center) {
    Column sum = lit(0.0);
    for (int i = 0; i < center.size(); i++) {
      Column difference = col(SCALED + i).minus(center.get(i));
      sum = sum.plus(difference.multiply(difference));
    }
    return sum;
  }
}
