package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Default;
import java.util.List;
import java.util.Optional;

/**
 * What holds for a dimension of {@code behaviour.daily_dimensions}: {@code { dimension = category,
 * op = in, values = [shoes, hats] }}. Of an event with lines each line counts for itself.
 *
 * @param dimension its name
 * @param op how its value, a text, is compared
 * @param value what it is compared with
 * @param values what it is compared with, for operators over several values
 */
public record DimensionRule(
    String dimension, Operator op, Optional<String> value, @Default("[]") List<String> values) {

  public DimensionRule {
    Condition.checkOperands(op, value, values);
  }

  /** The written values, one or several. */
  public List<String> operands() {
    return value.map(List::of).orElse(values);
  }
}
