package io.lakeprint.jobs.identity.tools;

import io.lakeprint.common.ids.IdTypeConfig;
import io.lakeprint.common.ids.IdentifiersConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a changed set of links makes of a few people: a forecast for operators, by the same order
 * and limits as the engine's, over the links that the tables show. The engine decides.
 *
 * @param identifiers limits per type
 * @param maxNodes identifiers of one person in all
 * @param apart pairs of nodes that are never one person
 */
record Rejoin(IdentifiersConfig identifiers, int maxNodes, List<Set<Long>> apart) {

  /** Groups of nodes, each sorted, by their first node. */
  List<Set<Long>> groups(Collection<Owned> nodes, List<Tie> links) {
    Map<Long, Owned> known = new HashMap<>();
    Map<Long, Set<Long>> groupOf = new TreeMap<>();
    for (Owned node : nodes) {
      if (node.state().equals("active")) {
        known.put(node.node(), node);
        groupOf.put(node.node(), new TreeSet<>(Set.of(node.node())));
      }
    }
    List<Tie> order = new ArrayList<>(links);
    order.sort(Tie.ORDER);
    for (Tie tie : order) {
      Set<Long> a = groupOf.get(tie.a());
      Set<Long> b = groupOf.get(tie.b());
      if (a != null && b != null && a != b && fits(a, b, known)) {
        a.addAll(b);
        b.forEach(node -> groupOf.put(node, a));
      }
    }
    return groupOf.values().stream()
        .distinct()
        .sorted(Comparator.comparing(group -> group.iterator().next()))
        .toList();
  }

  private boolean fits(Set<Long> one, Set<Long> other, Map<Long, Owned> known) {
    for (Set<Long> pair : apart) {
      if (pair.stream().anyMatch(one::contains) && pair.stream().anyMatch(other::contains)) {
        return false;
      }
    }
    Map<String, Integer> counts = new HashMap<>();
    for (Set<Long> part : List.of(one, other)) {
      for (long node : part) {
        Owned owned = Objects.requireNonNull(known.get(node));
        IdTypeConfig type = identifiers.type(owned.type());
        String limit = type.scoped() ? owned.type() + "@" + owned.scope() : owned.type();
        if (counts.merge(limit, 1, Integer::sum) > type.maxPerPerson()) {
          return false;
        }
      }
    }
    return one.size() + other.size() <= maxNodes;
  }
}
