package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which order definitions that refer to one another are computed.
 *
 * @param prefix where they stand in the configuration, with a dot at its end
 * @param needs the ids that each id refers to; one that is none of them holds up nothing
 */
public record DefinitionOrder(String prefix, Map<String, Set<String>> needs) {

  /**
   * Ids by level: each refers only to those of levels before its own. A ring is a problem, told
   * once, and its ids are in no level.
   */
  public List<List<String>> levels(Problems problems) {
    Map<String, Set<String>> waiting = new TreeMap<>();
    needs.forEach(
        (id, others) -> {
          Set<String> known = new TreeSet<>(others);
          known.retainAll(needs.keySet());
          waiting.put(id, known);
        });
    List<List<String>> levels = new ArrayList<>();
    while (!waiting.isEmpty()) {
      List<String> ready =
          waiting.entrySet().stream()
              .filter(entry -> entry.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .toList();
      if (ready.isEmpty()) {
        reportRings(waiting, problems);
        return levels;
      }
      waiting.keySet().removeAll(ready);
      waiting.values().forEach(others -> others.removeAll(ready));
      levels.add(ready);
    }
    return levels;
  }

  /** Each ring once, from its alphabetically first id. */
  private void reportRings(Map<String, Set<String>> waiting, Problems problems) {
    Set<String> told = new TreeSet<>();
    for (String start : waiting.keySet()) {
      Set<String> walked = new LinkedHashSet<>();
      String at = start;
      while (walked.add(at)) {
        at = waiting.getOrDefault(at, Set.of()).iterator().next();
      }
      List<String> path = List.copyOf(walked);
      List<String> ring = path.subList(path.indexOf(at), path.size());
      if (told.addAll(ring)) {
        problems.add(
            prefix + at, null, "refers to itself: " + String.join(" -> ", ring) + " -> " + at);
      }
    }
  }
}
