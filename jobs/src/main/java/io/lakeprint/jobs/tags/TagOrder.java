package io.lakeprint.jobs.tags;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.DefinitionOrder;
import io.lakeprint.common.definitions.TagDefinition;
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
    Map<String, Set<String>> needs = new TreeMap<>();
    rules.forEach((id, rule) -> needs.put(id, needs(rule)));
    return new DefinitionOrder(TagCompiler.PREFIX, needs).levels(problems);
  }

  /** Stored tags: days since a moment need the moment. */
  private Set<String> needs(Rule rule) {
    return rule.needs().stream().map(this::stored).collect(Collectors.toCollection(TreeSet::new));
  }

  private String stored(String id) {
    TagDefinition tag = tags.get(id);
    return tag == null ? id : tag.since().orElse(id);
  }
}
