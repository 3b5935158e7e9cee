package io.lakeprint.ml.value.btyd;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Histories of many customers, equal ones once with their number, and of these the parts that are
 * shared: a million customers have a few hundred thousand histories, but only some ten thousand
 * pairs of (repeats, age) and (repeats, recency), and the costly functions see only pairs.
 */
public final class Histories {

  /**
   * Customers with the same history.
   *
   * @param history theirs
   * @param customers how many, at least 1
   */
  public record Group(History history, long customers) {
    public Group {
      if (customers < 1) {
        throw new IllegalArgumentException("a group has at least one customer, got " + customers);
      }
    }
  }

  private record Pair(double repeats, double time) {}

  private final List<Group> groups;
  private final Pair[] ends;
  private final Pair[] lasts;
  private final double[] frequencies;
  private final int[] endOf;
  private final int[] lastOf;
  private final int[] frequencyOf;
  private final long customers;

  private Histories(List<Group> groups) {
    this.groups = groups;
    int size = groups.size();
    Map<Pair, Integer> endIndex = new HashMap<>();
    Map<Pair, Integer> lastIndex = new HashMap<>();
    Map<Double, Integer> frequencyIndex = new HashMap<>();
    endOf = new int[size];
    lastOf = new int[size];
    frequencyOf = new int[size];
    for (int i = 0; i < size; i++) {
      History history = groups.get(i).history();
      double x = history.repeats();
      endOf[i] = index(endIndex, new Pair(x, history.age()));
      lastOf[i] = index(lastIndex, new Pair(x, history.recency()));
      frequencyOf[i] = index(frequencyIndex, x);
    }
    ends = keys(endIndex, new Pair[endIndex.size()]);
    lasts = keys(lastIndex, new Pair[lastIndex.size()]);
    frequencies =
        Arrays.stream(keys(frequencyIndex, new Double[frequencyIndex.size()]))
            .mapToDouble(Double::doubleValue)
            .toArray();
    customers = groups.stream().mapToLong(Group::customers).sum();
  }

  /** Histories in any order, equal ones in one group or several; at least one. */
  public static Histories of(List<Group> groups) {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("a model needs at least one history");
    }
    Map<History, Long> counted = new HashMap<>();
    groups.forEach(group -> counted.merge(group.history(), group.customers(), Long::sum));
    return new Histories(
        counted.entrySet().stream()
            .map(entry -> new Group(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingDouble((Group group) -> group.history().repeats())
                    .thenComparingDouble(group -> group.history().recency())
                    .thenComparingDouble(group -> group.history().age()))
            .toList());
  }

  /** All customers. */
  public long customers() {
    return customers;
  }

  /** Mean age of a customer: a time scale to start from, positive. */
  double timeScale() {
    double mean =
        groups.stream().mapToDouble(group -> group.customers() * group.history().age()).sum()
            / customers;
    return mean > 0 ? mean : 1;
  }

  /** ln of the likelihood of all; the same to the last bit whatever the order of the groups. */
  public double logLikelihood(PurchaseModel model) {
    double[] base = Arrays.stream(frequencies).map(model::base).toArray();
    double[] atEnd =
        Arrays.stream(ends)
            .parallel()
            .mapToDouble(end -> model.atEnd(end.repeats(), end.time()))
            .toArray();
    double[] atLast =
        Arrays.stream(lasts)
            .parallel()
            .mapToDouble(last -> model.atLast(last.repeats(), last.time()))
            .toArray();
    double sum = 0;
    for (int i = 0; i < endOf.length; i++) {
      sum +=
          groups.get(i).customers()
              * (base[frequencyOf[i]] + LogSpace.add(atEnd[endOf[i]], atLast[lastOf[i]]));
    }
    return sum;
  }

  private static <K> int index(Map<K, Integer> index, K key) {
    Integer next = index.size();
    Integer known = index.putIfAbsent(key, next);
    return known == null ? next : known;
  }

  private static <K> K[] keys(Map<K, Integer> index, K[] keys) {
    index.forEach((key, place) -> keys[place] = key);
    return keys;
  }
}
