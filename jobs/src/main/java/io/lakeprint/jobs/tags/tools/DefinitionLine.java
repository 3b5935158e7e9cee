package io.lakeprint.jobs.tags.tools;

import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.ConditionLine;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagKind;
import java.util.Locale;
import java.util.stream.Collectors;

/** What makes the value of a tag, in one line for people. */
final class DefinitionLine {

  private DefinitionLine() {}

  static String of(TagDefinition tag) {
    String otherwise = tag.otherwise().map(value -> "; else " + value).orElse("");
    return switch (tag.kind()) {
      case STATISTIC, PREFERENCE -> tag.expression().orElse("").strip().replaceAll("\\s+", " ");
      case LADDER ->
          tag.steps().stream()
                  .map(
                      step -> step.value() + " if " + step.when().map(ConditionLine::of).orElse(""))
                  .collect(Collectors.joining("; "))
              + otherwise;
      case FUNNEL_POSITION ->
          tag.steps().stream()
                  .map(step -> step.value() + " (" + step.event().orElse("") + ")")
                  .collect(Collectors.joining(" > "))
              + otherwise;
      case ATTRIBUTE -> "attribute " + tag.attribute().orElse("");
      case SEQUENCE ->
          tag.sequence().map(sequence -> ConditionLine.of(Condition.done(sequence))).orElse("");
      case DAYS_SINCE -> "days since " + tag.since().orElse("");
    };
  }

  static String written(TagKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
