package io.lakeprint.ml.clustering;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives the clusters of a new clustering their ids: the id of the cluster of the last clustering
 * that one goes on from, or a number that no cluster has had.
 *
 * <p>A cluster may go on from one of the last clustering when at least {@code sameFrom} of the
 * people of each, counted among those whom both clusterings know, are in the other too. Of such
 * pairs the one with most people in common is taken first, then the next of those that are left; of
 * equal ones that of the more valuable new cluster, then that of the smaller id. So no two clusters
 * that were not paired would both have more people in common with each other than with what they
 * got.
 *
 * @param sameFrom share, above 0 and at most 1
 * @param lastNumber largest number that a cluster has had; 0 = none had
 */
record ClusterIds(double sameFrom, int lastNumber) {
  private static final String PREFIX = "c";

  /**
   * People whom both clusterings know.
   *
   * @param rank of the new cluster, 0 = the most valuable
   * @param before id of the cluster of the last clustering
   * @param people who are in both, at least 1
   */
  record Overlap(int rank, String before, long people) {}

  static String id(int number) {
    return PREFIX + number;
  }

  /** What {@link #id} was made of. */
  static int number(String id) {
    return Integer.parseInt(id.substring(PREFIX.length()));
  }

  /**
   * Ids by rank, all of them different.
   *
   * @param clusters how many there are
   * @param overlaps in any order, at most one of two clusters
   */
  List<String> of(int clusters, Collection<Overlap> overlaps) {
    Map<Integer, String> kept = kept(overlaps);
    Map<Integer, String> ids = new LinkedHashMap<>();
    int number = lastNumber;
    for (int rank = 0; rank < clusters; rank++) {
      String before = kept.get(rank);
      ids.put(rank, before == null ? id(++number) : before);
    }
    return List.copyOf(ids.values());
  }

  private Map<Integer, String> kept(Collection<Overlap> overlaps) {
    Map<Integer, Long> now =
        overlaps.stream()
            .collect(Collectors.groupingBy(Overlap::rank, Collectors.summingLong(Overlap::people)));
    Map<String, Long> before =
        overlaps.stream()
            .collect(
                Collectors.groupingBy(Overlap::before, Collectors.summingLong(Overlap::people)));
    List<Overlap> same =
        overlaps.stream()
            .filter(
                overlap ->
                    (double) overlap.people()
                            / Math.max(
                                now.getOrDefault(overlap.rank(), 0L),
                                before.getOrDefault(overlap.before(), 0L))
                        >= sameFrom)
            .sorted(
                Comparator.comparingLong((Overlap overlap) -> -overlap.people())
                    .thenComparingInt(Overlap::rank)
                    .thenComparingInt(overlap -> number(overlap.before())))
            .toList();
    Map<Integer, String> kept = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (Overlap overlap : same) {
      if (!kept.containsKey(overlap.rank()) && taken.add(overlap.before())) {
        kept.put(overlap.rank(), overlap.before());
      }
    }
    return kept;
  }
}
