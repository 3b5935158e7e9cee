package io.lakeprint.ml.clustering;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clusters that were found.
 *
 * @param scale of the features
 * @param grouping says who belongs where
 * @param ranks of the groups of the grouping: 0 for the one whose centre is worth most, of equal
 *     ones the one with the smaller centre
 * @param silhouette how well the sample fits, -1 to 1
 * @param stability how far halves of the sample tell the same clusters, at most 1
 */
record Clustering(
    Scale scale, Grouping grouping, List<Integer> ranks, double silhouette, double stability) {

  Clustering {
    ranks = List.copyOf(ranks);
  }

  /**
   * The same by value.
   *
   * @param value place of the feature that says what somebody is worth
   */
  static Clustering of(
      Scale scale, Grouping grouping, int value, double silhouette, double stability) {
    List<List<Double>> centers = grouping.centers();
    List<Integer> mostValuableFirst =
        IntStream.range(0, centers.size())
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer group) -> -centers.get(group).get(value))
                    .thenComparing(
                        (left, right) ->
                            Arrays.compare(numbers(centers, left), numbers(centers, right))))
            .toList();
    List<Integer> ranks =
        IntStream.range(0, centers.size()).map(mostValuableFirst::indexOf).boxed().toList();
    return new Clustering(scale, grouping, ranks, silhouette, stability);
  }

  /** Centres on the scale, most valuable first. */
  List<List<Double>> centers() {
    return IntStream.range(0, ranks.size())
        .mapToObj(rank -> grouping.centers().get(ranks.indexOf(rank)))
        .toList();
  }

  private static double[] numbers(List<List<Double>> centers, int group) {
    return centers.get(group).stream().mapToDouble(Double::doubleValue).toArray();
  }
}
