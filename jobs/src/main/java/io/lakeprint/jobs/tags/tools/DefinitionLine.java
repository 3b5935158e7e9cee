package io.lakeprint.jobs.tags.tools;

import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.Operator;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.TagKind;
import java.util.List;
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
                      step ->
                          step.value() + " if " + step.when().map(DefinitionLine::of).orElse(""))
                  .collect(Collectors.joining("; "))
              + otherwise;
      case FUNNEL_POSITION ->
          tag.steps().stream()
                  .map(step -> step.value() + " (" + step.event().orElse("") + ")")
                  .collect(Collectors.joining(" > "))
              + otherwise;
      case SEQUENCE ->
          tag.sequence()
              .map(sequence -> DefinitionText.of(Condition.done(sequence)).line())
              .orElse("");
      case DAYS_SINCE -> "days since " + tag.since().orElse("");
    };
  }

  private static String of(Condition condition) {
    if (condition.tag().isPresent()) {
      return condition.tag().get()
          + " "
          + condition.op().map(Operator::written).orElse("")
          + (condition.operands().isEmpty() ? "" : " " + String.join(", ", condition.operands()));
    }
    if (condition.isLeaf()) {
      return DefinitionText.of(condition).line();
    }
    return condition
        .not()
        .map(part -> "not (" + of(part) + ")")
        .orElseGet(
            () ->
                condition.all().isEmpty()
                    ? joined(condition.any(), " or ")
                    : joined(condition.all(), " and "));
  }

  private static String joined(List<Condition> parts, String by) {
    return parts.stream().map(DefinitionLine::of).collect(Collectors.joining(by, "(", ")"));
  }

  static String written(TagKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
