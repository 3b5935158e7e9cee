package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.clustering.ClusteringSummary;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds groups of a given number. The same rows in the same order and one partition give the same
 * groups to the last bit.
 *
 * @param config seed, iterations
 */
record Grouper(ClustersConfig config) {
  /** Scaled features, a vector. */
  static final String VECTOR = "features";

  /** Number of the group, from 0. */
  static final String GROUP = "prediction";

  /**
   * Groups of the rows; empty where the people differ in too few ways for so many groups.
   *
   * @param scaled rows with {@link #VECTOR} in one partition
   */
  Optional<Grouping> fit(Dataset<Row> scaled, int groups) {
    KMeansModel model =
        new KMeans()
            .setK(groups)
            .setSeed(config.seed())
            .setMaxIter(config.iterations())
            .setFeaturesCol(VECTOR)
            .setPredictionCol(GROUP)
            .fit(scaled);
    return grouping(model, model.summary(), Arrays.stream(model.clusterCenters()), groups);
  }

  /** Mean silhouette of the rows (Rousseeuw 1987, squared Euclidean), -1 to 1. */
  static double silhouette(Grouping grouping, Dataset<Row> scaled) {
    return new ClusteringEvaluator()
        .setFeaturesCol(VECTOR)
        .setPredictionCol(GROUP)
        .evaluate(grouping.apply(scaled).select(col(VECTOR), col(GROUP)));
  }

  private static Optional<Grouping> grouping(
      Model<?> model, ClusteringSummary summary, Stream<Vector> centers, int groups) {
    long[] sizes = summary.clusterSizes();
    if (sizes.length < groups || Arrays.stream(sizes).anyMatch(size -> size == 0)) {
      return Optional.empty();
    }
    return Optional.of(new Grouping(model, centers.map(Grouper::boxed).toList()));
  }

  static List<Double> boxed(Vector values) {
    return Arrays.stream(values.toArray()).boxed().toList();
  }
}
