package io.lakeprint.jobs.identity.tools;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Ways from one node to another along links. */
final class Paths {

  /**
   * The way whose weakest link is the strongest, and of those a shortest; empty where there is
   * none.
   */
  static Optional<List<Tie>> best(List<Tie> links, long from, long to) {
    List<Integer> floors =
        links.stream().map(Tie::strength).distinct().sorted(Comparator.reverseOrder()).toList();
    for (int floor : floors) {
      List<Tie> strong = links.stream().filter(tie -> tie.strength() >= floor).toList();
      Optional<List<Tie>> path = shortest(strong, from, to);
      if (path.isPresent()) {
        return path;
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Tie>> shortest(List<Tie> links, long from, long to) {
    Map<Long, List<Tie>> at = new HashMap<>();
    for (Tie tie : links) {
      at.computeIfAbsent(tie.a(), key -> new ArrayList<>()).add(tie);
      at.computeIfAbsent(tie.b(), key -> new ArrayList<>()).add(tie);
    }
    Map<Long, Tie> cameBy = new HashMap<>();
    Deque<Long> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty() && !cameBy.containsKey(to)) {
      long node = next.removeFirst();
      for (Tie tie : at.getOrDefault(node, List.of())) {
        long other = tie.otherEnd(node);
        if (other != from && cameBy.putIfAbsent(other, tie) == null) {
          next.add(other);
        }
      }
    }
    if (!cameBy.containsKey(to)) {
      return Optional.empty();
    }
    List<Tie> path = new ArrayList<>();
    for (long node = to; node != from; ) {
      Tie tie = Objects.requireNonNull(cameBy.get(node));
      path.add(tie);
      node = tie.otherEnd(node);
    }
    Collections.reverse(path);
    return Optional.of(path);
  }

  private Paths() {}
}
