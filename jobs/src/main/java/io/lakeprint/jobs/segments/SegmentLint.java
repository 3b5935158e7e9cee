package io.lakeprint.jobs.segments;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.config.Problems.Problem;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.ConditionLine;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.Lint;
import io.lakeprint.common.definitions.PortraitColumns;
import io.lakeprint.common.definitions.SegmentDefinition;
import io.lakeprint.common.definitions.SegmentsConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at a catalogue of segments alone: an event or an attribute that no standard and no setting
 * names may still be in a lake.
 */
final class SegmentLint {

  private SegmentLint() {}

  /** Looks at every definition. */
  static Lint of(SegmentsConfig config, PortraitColumns portraits) {
    List<Problem> errors = SegmentCompiler.check(config, portraits).found();
    Problems warnings = new Problems();
    Lint.Look<SegmentDefinition> look =
        new Lint.Look<>(
            SegmentCompiler.PREFIX, config.definitions(), SegmentDefinition::description, warnings);
    look.unseen(
        SegmentCompiler.check(
                config, portraits, new SegmentCompiler.Seen(Set.of(), Set.of(), Optional.empty()))
            .found(),
        errors,
        "the standard events, of segments.events and of segments.attributes");
    look.unused(SegmentsConfig.PATH + ".events", config.events());
    look.unused(SegmentsConfig.PATH + ".attributes", config.attributes().keySet());
    look.unused(SegmentsConfig.PATH + ".lists", config.lists().keySet());
    look.names();
    look.twins(
        segment -> sorted(segment.when()),
        other -> "always has the people of " + other + ": keep one");
    config.definitions().forEach((id, segment) -> repeated(id, segment.when(), warnings));
    return new Lint(config.definitions().size(), errors, warnings.found());
  }

  /** The order of conditions never matters, nor does one that stands twice, or alone. */
  private static String sorted(Condition condition) {
    if (condition.isLeaf()) {
      return DefinitionText.of(condition).text();
    }
    if (condition.not().isPresent()) {
      return "not (" + sorted(condition.not().get()) + ")";
    }
    List<String> parts =
        Stream.concat(condition.all().stream(), condition.any().stream())
            .map(SegmentLint::sorted)
            .distinct()
            .sorted()
            .toList();
    return parts.size() == 1 ? parts.get(0) : (condition.all().isEmpty() ? "any " : "all ") + parts;
  }

  /** A condition that stands twice side by side, or beside its opposite. */
  private static void repeated(String id, Condition condition, Problems warnings) {
    String path = SegmentCompiler.PREFIX + id + ".when";
    List<Condition> parts =
        Stream.concat(condition.all().stream(), condition.any().stream()).toList();
    List<String> texts = parts.stream().map(SegmentLint::sorted).toList();
    for (int i = 0; i < texts.size(); i++) {
      List<String> before = texts.subList(0, i);
      if (before.contains(texts.get(i))) {
        warnings.add(path, null, "says the same twice: " + line(parts.get(i)));
      }
      String opposite = opposite(texts.get(i));
      if (before.contains(opposite)) {
        String what = condition.all().isEmpty() ? "always holds" : "never holds";
        warnings.add(path, null, what + ": " + line(parts.get(i)) + " stands beside its opposite");
      }
    }
    parts.forEach(part -> repeated(id, part, warnings));
    condition.not().ifPresent(part -> repeated(id, part, warnings));
  }

  private static String opposite(String text) {
    return text.startsWith("not (")
        ? text.substring("not (".length(), text.length() - 1)
        : "not (" + text + ")";
  }

  private static String line(Condition condition) {
    return ConditionLine.of(condition);
  }
}
