package io.lakeprint.jobs.tags;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.TagDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * In which order tags are computed.
 *
 * @param rules rules of the stored tags by id
 * @param tags all tags by id
 */
record TagOrder(Map<String, Rule> rules, Map<String, TagDefinition> tags) {

  /**
   * Tags by level: each refers only to tags of levels before its own. A ring of tags is a problem,
   * told once, and its tags are in no level.
   */
  List<List<String>> levels(Problems problems) {
    Map<String, Set<String>> waiting = new TreeMap<>();
    rules.forEach((id, rule) -> waiting.put(id, needs(rule)));
    List<List<String>> levels = new ArrayList<>();
    while (!waiting.isEmpty()) {
      List<String> ready =
          waiting.entrySet().stream()
              .filter(tag -> tag.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .toList();
      if (ready.isEmpty()) {
        reportRings(waiting, problems);
        return levels;
      }
      waiting.keySet().removeAll(ready);
      waiting.values().forEach(needs -> needs.removeAll(ready));
      levels.add(ready);
    }
    return levels;
  }

  /** Stored tags; a tag that was refused for another reason holds up nothing. */
  private Set<String> needs(Rule rule) {
    return rule.needs().stream()
        .map(this::stored)
        .filter(rules::containsKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String stored(String id) {
    TagDefinition tag = tags.get(id);
    return tag == null ? id : tag.since().orElse(id);
  }

  /** Each ring once, from its alphabetically first tag. */
  private static void reportRings(Map<String, Set<String>> waiting, Problems problems) {
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
            TagCompiler.PREFIX + at,
            null,
            "refers to itself: " + String.join(" -> ", ring) + " -> " + at);
      }
    }
  }
}
