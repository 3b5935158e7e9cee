package io.lakeprint.common.definitions;

import java.util.List;
import java.util.stream.Collectors;

/** A condition in one line, for people. */
public final class ConditionLine {

  private ConditionLine() {}

  /** The line. */
  public static String of(Condition condition) {
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
    return parts.stream().map(ConditionLine::of).collect(Collectors.joining(by, "(", ")"));
  }
}
