package io.lakeprint.ml.clustering;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.ml.clustering.udf.LikeliestGaussian;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.BisectingKMeansModel;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.distribution.MultivariateGaussian;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds groups of a given number. The same rows in the same order and one partition give the same
 * groups to the last bit, whatever the kind.
 *
 * @param config kind, seed, iterations
 */
record Grouper(ClustersConfig config) {
  /** Scaled features, a vector. */
  static final String VECTOR = "features";

  /** Number of the group, from 0. */
  static final String GROUP = "prediction";

  private static final int STEPS = 1000;
  private static final double BLUR = 0.1;

  /**
   * Groups of the rows; empty where the people differ in too few ways for so many groups.
   *
   * @param scaled rows with {@link #VECTOR} and one_id in one partition
   */
  Optional<Grouping> fit(Dataset<Row> scaled, int groups) {
    Grouping grouping =
        switch (config.kind()) {
          case K_MEANS -> means(scaled, groups);
          case BISECTING_K_MEANS -> halvings(scaled, groups);
          case GAUSSIAN_MIXTURE -> mixture(scaled, groups);
        };
    long found = grouping.apply(scaled).select(col(GROUP)).distinct().count();
    return found == groups ? Optional.of(grouping) : Optional.empty();
  }

  /** Mean silhouette of the rows (Rousseeuw 1987, squared Euclidean), -1 to 1. */
  static double silhouette(Grouping grouping, Dataset<Row> scaled) {
    return new ClusteringEvaluator()
        .setFeaturesCol(VECTOR)
        .setPredictionCol(GROUP)
        .evaluate(grouping.apply(scaled).select(col(VECTOR), col(GROUP)));
  }

  static List<Double> boxed(Vector values) {
    return Arrays.stream(values.toArray()).boxed().toList();
  }

  private Grouping means(Dataset<Row> scaled, int groups) {
    KMeansModel model =
        new KMeans()
            .setK(groups)
            .setSeed(config.seed())
            .setMaxIter(config.iterations())
            .setFeaturesCol(VECTOR)
            .setPredictionCol(GROUP)
            .fit(scaled);
    return grouping(Arrays.stream(model.clusterCenters()), model::transform);
  }

  private Grouping halvings(Dataset<Row> scaled, int groups) {
    BisectingKMeansModel model =
        new BisectingKMeans()
            .setK(groups)
            .setSeed(config.seed())
            .setMaxIter(config.iterations())
            .setFeaturesCol(VECTOR)
            .setPredictionCol(GROUP)
            .fit(scaled);
    return grouping(Arrays.stream(model.clusterCenters()), model::transform);
  }

  private Grouping mixture(Dataset<Row> scaled, int groups) {
    GaussianMixtureModel model =
        new GaussianMixture()
            .setK(groups)
            .setSeed(config.seed())
            .setMaxIter(config.iterations())
            .setFeaturesCol(VECTOR)
            .setPredictionCol(GROUP)
            .fit(scaled.withColumn(VECTOR, blurred()));
    LikeliestGaussian likeliest =
        new LikeliestGaussian(
            Arrays.stream(model.weights()).boxed().toList(), List.of(model.gaussians()));
    return grouping(
        Arrays.stream(model.gaussians()).map(MultivariateGaussian::mean),
        rows -> rows.withColumn(GROUP, likeliest.of(col(VECTOR))));
  }

  /**
   * Many people are alike to the last bit, as those who came once on one day. A normal distribution
   * that shrinks onto them has no width and no density; moved by up to a tenth of a deviation they
   * leave it some. By a hash of the person, so that it is the same in every run.
   */
  private Column blurred() {
    return array_to_vector(
        transform(
            vector_to_array(col(VECTOR), "float64"),
            (value, place) -> {
              Column step =
                  pmod(
                      xxhash64(lit(config.seed()), place, FeaturesTable.ONE_ID.col()),
                      lit(2L * STEPS + 1));
              return value.plus(step.minus(STEPS).multiply(BLUR / STEPS));
            }));
  }

  private static Grouping grouping(Stream<Vector> centers, UnaryOperator<Dataset<Row>> assignment) {
    return new Grouping(centers.map(Grouper::boxed).toList(), assignment);
  }
}
