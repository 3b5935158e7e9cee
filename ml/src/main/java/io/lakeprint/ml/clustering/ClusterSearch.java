package io.lakeprint.ml.clustering;

import static org.apache.spark.sql.functions.array;

import io.lakeprint.common.tables.FeaturesTable;
import io.lakeprint.ml.registry.ModelInput;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds clusters for every number in the range and keeps the number with the best mean silhouette
 * among those that are stable, as {@link Stability} measures it; of equal ones the smaller. Where
 * none is stable, the most stable one.
 *
 * @param config range, seed, iterations, value feature, what is stable
 * @param inputs features of the traits in order
 */
record ClusterSearch(ClustersConfig config, List<ModelInput> inputs) {

  private record Candidate(Grouping grouping, double silhouette) {

    int clusters() {
      return grouping.centers().size();
    }
  }

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
    Dataset<Row> scaled =
        sample.select(FeaturesTable.ONE_ID.col(), scale.vector().as(Grouper.VECTOR));
    scaled.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return best(scaled, scale);
    } finally {
      scaled.unpersist();
    }
  }

  private Optional<Clustering> best(Dataset<Row> scaled, Scale scale) {
    Grouper grouper = new Grouper(config);
    Stability stability = new Stability(grouper, config.seed(), config.stabilitySplits());
    return StableChoice.of(
            candidates(grouper, scaled),
            candidate -> stability.of(scaled, candidate.clusters()),
            config.minimumStability())
        .map(
            choice ->
                Clustering.of(
                    scale,
                    choice.value().grouping(),
                    config.value(),
                    choice.value().silhouette(),
                    choice.stability()));
  }

  /** The best silhouette first. */
  private List<Candidate> candidates(Grouper grouper, Dataset<Row> scaled) {
    return IntStream.rangeClosed(config.minimumClusters(), config.maximumClusters())
        .mapToObj(clusters -> grouper.fit(scaled, clusters))
        .flatMap(Optional::stream)
        .map(grouping -> new Candidate(grouping, Grouper.silhouette(grouping, scaled)))
        .sorted(
            Comparator.comparingDouble((Candidate one) -> -one.silhouette())
                .thenComparingInt(Candidate::clusters))
        .toList();
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
    return new Scale(inputs, Grouper.boxed(means), Grouper.boxed(deviations));
  }
}
