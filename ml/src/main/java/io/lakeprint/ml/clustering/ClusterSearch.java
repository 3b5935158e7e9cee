package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import io.lakeprint.ml.registry.ModelInput;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds centres by k-means for every number of clusters in the range and keeps the number with the
 * best mean silhouette (Rousseeuw 1987, squared Euclidean); of equal ones the smaller.
 *
 * @param config range, seed, iterations, value feature
 * @param inputs features of the traits in order
 */
record ClusterSearch(ClustersConfig config, List<ModelInput> inputs) {
  private static final String VECTOR = "features";
  private static final String PREDICTION = "prediction";

  /**
   * The best clustering; empty when everybody is alike.
   *
   * @param sample rows of {@link SampleTransform}
   */
  Optional<Clustering> find(Dataset<Row> sample) {
    Scale scale = scale(sample);
    if (!scale.tellsPeopleApart()) {
      return Optional.empty();
    }
    Dataset<Row> scaled = sample.select(scale.vector().as(VECTOR));
    scaled.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return IntStream.rangeClosed(config.minimumClusters(), config.maximumClusters())
          .mapToObj(clusters -> fit(scaled, clusters, scale))
          .flatMap(Optional::stream)
          .max(
              Comparator.comparingDouble(Clustering::silhouette)
                  .thenComparing(found -> -found.centers().size()));
    } finally {
      scaled.unpersist();
    }
  }

  private Scale scale(Dataset<Row> sample) {
    Column values =
        functions.array_to_vector(
            array(inputs.stream().map(ModelInput::value).toArray(Column[]::new)));
    Row moments =
        sample
            .select(Summarizer.metrics("mean", "std").summary(values).as("moments"))
            .select("moments.mean", "moments.std")
            .first();
    Vector means = moments.getAs(0);
    Vector deviations = moments.getAs(1);
    return new Scale(inputs, boxed(means), boxed(deviations));
  }

  /** Empty where the people differ in too few ways for so many clusters. */
  private Optional<Clustering> fit(Dataset<Row> scaled, int clusters, Scale scale) {
    KMeansModel model =
        new KMeans()
            .setK(clusters)
            .setSeed(config.seed())
            .setMaxIter(config.iterations())
            .setFeaturesCol(VECTOR)
            .setPredictionCol(PREDICTION)
            .fit(scaled);
    if (model.summary().clusterSizes().length < clusters
        || Arrays.stream(model.summary().clusterSizes()).anyMatch(size -> size == 0)) {
      return Optional.empty();
    }
    double silhouette =
        new ClusteringEvaluator()
            .setFeaturesCol(VECTOR)
            .setPredictionCol(PREDICTION)
            .evaluate(model.transform(scaled).select(col(VECTOR), col(PREDICTION)));
    return Optional.of(
        new Clustering(
            scale,
            Arrays.stream(model.clusterCenters())
                .map(ClusterSearch::boxed)
                .sorted(mostValuableFirst())
                .toList(),
            silhouette));
  }

  private Comparator<List<Double>> mostValuableFirst() {
    int value = config.features().indexOf(config.valueFeature());
    return Comparator.comparingDouble((List<Double> center) -> -center.get(value))
        .thenComparing(
            (left, right) ->
                Arrays.compare(left.toArray(Double[]::new), right.toArray(Double[]::new)));
  }

  private static List<Double> boxed(Vector values) {
    return Arrays.stream(values.toArray()).boxed().toList();
  }
}
