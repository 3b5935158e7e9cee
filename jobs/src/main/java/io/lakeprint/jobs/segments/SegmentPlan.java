package io.lakeprint.jobs.segments;

import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.FunnelPosition;
import io.lakeprint.common.definitions.SegmentDefinition;
import io.lakeprint.common.people.PersonLeaves;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A checked catalogue.
 *
 * @param segments by id
 * @param levels ids in an order in which each comes after those it refers to; those of one level
 *     need none of each other
 * @param words what conditions name
 */
record SegmentPlan(
    Map<String, SegmentDefinition> segments, List<List<String>> levels, PersonLeaves.Words words) {

  /** The version of each definition. */
  Map<String, String> versions() {
    return segments.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                segment -> DefinitionText.of(segment.getValue()).version(),
                (one, other) -> one,
                TreeMap::new));
  }

  /** The condition of a segment. */
  Condition when(String id) {
    SegmentDefinition segment = segments.get(id);
    if (segment == null) {
      throw new IllegalStateException("not in the catalogue: " + id);
    }
    return segment.when();
  }

  /** Imported attributes that conditions compare. */
  Set<String> attributes() {
    return named(leaf -> leaf.attribute().stream());
  }

  /** Reports whose funnels conditions name. */
  Set<String> funnels() {
    return named(leaf -> leaf.funnel().map(FunnelPosition::report).stream());
  }

  /** Uploaded lists that conditions name. */
  Set<String> lists() {
    return named(leaf -> leaf.list().stream());
  }

  /** The segments alone that these need. */
  SegmentPlan only(Set<String> ids) {
    Set<String> needed = new TreeSet<>(ids);
    for (int i = levels.size() - 1; i >= 0; i--) {
      levels.get(i).stream()
          .filter(needed::contains)
          .toList()
          .forEach(id -> needed.addAll(SegmentCompiler.needs(when(id))));
    }
    Map<String, SegmentDefinition> kept = new TreeMap<>(segments);
    kept.keySet().retainAll(needed);
    List<List<String>> some =
        levels.stream().map(level -> level.stream().filter(needed::contains).toList()).toList();
    return new SegmentPlan(kept, some, words);
  }

  private Set<String> named(Function<Condition, Stream<String>> name) {
    return segments.values().stream()
        .flatMap(segment -> segment.when().leaves())
        .flatMap(name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
