package io.lakeprint.ml.clustering;

import java.util.List;

/**
 * How people are grouped; {@code reference.conf} says more.
 *
 * @param kind how groups are found
 * @param observationDays whoever was active in so many days is grouped
 * @param minimumPeople fewer are not grouped
 * @param minimumClusters fewest clusters tried
 * @param maximumClusters most clusters tried
 * @param sampleSize people that the centres are found on at most
 * @param iterations rounds of finding groups at most
 * @param seed of the first centres and of the sample
 * @param stabilitySplits how often the sample is halved to see whether halves tell the same
 *     clusters
 * @param minimumStability mean adjusted Rand index of halves from which on clusters are stable
 * @param sameFrom a cluster is one of the last clustering when so much of each is in the other
 * @param valueFeature new clusters are numbered by falling mean of this trait
 * @param traits features to group by
 */
public record ClustersConfig(
    ClusterKind kind,
    int observationDays,
    int minimumPeople,
    int minimumClusters,
    int maximumClusters,
    int sampleSize,
    int iterations,
    long seed,
    int stabilitySplits,
    double minimumStability,
    double sameFrom,
    String valueFeature,
    List<Trait> traits) {

  /** More are of no use to anybody. */
  static final int MOST_CLUSTERS = 50;

  public ClustersConfig {
    require(
        minimumClusters >= 2
            && minimumClusters <= maximumClusters
            && maximumClusters <= MOST_CLUSTERS,
        "2 <= minimum-clusters <= maximum-clusters <= "
            + MOST_CLUSTERS
            + ", got "
            + minimumClusters
            + " and "
            + maximumClusters);
    require(
        minimumPeople >= 10 * maximumClusters,
        "minimum-people is at least ten times maximum-clusters, got " + minimumPeople);
    require(sampleSize >= minimumPeople, "sample-size is at least minimum-people");
    require(
        stabilitySplits >= 1 && stabilitySplits <= 20,
        "1 <= stability-splits <= 20, got " + stabilitySplits);
    require(
        minimumStability >= 0 && minimumStability <= 1,
        "0 <= minimum-stability <= 1, got " + minimumStability);
    require(sameFrom > 0 && sameFrom <= 1, "0 < same-from <= 1, got " + sameFrom);
    require(!traits.isEmpty(), "traits name at least one feature");
    require(
        traits.stream().anyMatch(trait -> trait.feature().equals(valueFeature)),
        "value-feature '" + valueFeature + "' is not among the traits");
    traits = List.copyOf(traits);
  }

  /** Features of the traits in order. */
  List<String> features() {
    return traits.stream().map(Trait::feature).toList();
  }

  /** Place of the value feature among the traits. */
  int value() {
    return features().indexOf(valueFeature);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
