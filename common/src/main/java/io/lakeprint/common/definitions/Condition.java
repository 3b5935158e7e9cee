package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Default;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One node of the condition tree: a comparison, or {@code all}, {@code any}, {@code not} over
 * further conditions. The order of conditions never matters. Conditions on people compare tags,
 * conditions on events compare attributes of the event.
 *
 * <pre>
 * { all = [ { tag = visit_count_30d, op = greater-than, value = 3 }, { tag = last_purchase_at, op = missing } ] }
 * { attribute = category, op = equals, value = shoes }
 * </pre>
 *
 * @param tag the tag that is compared
 * @param attribute the attribute of an event that is compared
 * @param op how; "more than 3" is {@code greater-than}, "3 or more" is {@code
 *     greater-than-or-equal-to}
 * @param value what it is compared with
 * @param values what it is compared with, for operators over several values
 * @param all holds when every one of them does
 * @param any holds when at least one of them does
 * @param not holds when it does not
 */
public record Condition(
    Optional<String> tag,
    Optional<String> attribute,
    Optional<Operator> op,
    Optional<String> value,
    @Default("[]") List<String> values,
    @Default("[]") List<Condition> all,
    @Default("[]") List<Condition> any,
    Optional<Condition> not) {

  public Condition {
    long shapes =
        Stream.of(
                tag.isPresent(),
                attribute.isPresent(),
                !all.isEmpty(),
                !any.isEmpty(),
                not.isPresent())
            .filter(present -> present)
            .count();
    if (shapes != 1) {
      throw new IllegalArgumentException(
          "a condition has exactly one of tag, attribute, all, any and not, and the lists are not"
              + " empty");
    }
    boolean compares = tag.isPresent() || attribute.isPresent();
    if (!compares && (op.isPresent() || value.isPresent() || !values.isEmpty())) {
      throw new IllegalArgumentException(
          "op, value and values belong to a condition with a tag or an attribute");
    }
    if (compares) {
      String needsOp = "a condition with a tag or an attribute needs an op";
      checkOperands(op.orElseThrow(() -> new IllegalArgumentException(needsOp)), value, values);
    }
  }

  /** A comparison with one value. */
  public static Condition of(String tag, Operator op, String value) {
    return new Condition(
        Optional.of(tag),
        Optional.empty(),
        Optional.of(op),
        Optional.of(value),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** A comparison with several values, or with none. */
  public static Condition of(String tag, Operator op, List<String> values) {
    return new Condition(
        Optional.of(tag),
        Optional.empty(),
        Optional.of(op),
        Optional.empty(),
        values,
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Every one of them. */
  public static Condition allOf(Condition... conditions) {
    return tree(List.of(conditions), List.of(), Optional.empty());
  }

  /** At least one of them. */
  public static Condition anyOf(Condition... conditions) {
    return tree(List.of(), List.of(conditions), Optional.empty());
  }

  /** Holds when this one does not. */
  public static Condition opposite(Condition condition) {
    return tree(List.of(), List.of(), Optional.of(condition));
  }

  /** Its comparisons, wherever they stand in the tree. */
  public Stream<Condition> leaves() {
    return subject().isPresent()
        ? Stream.of(this)
        : Stream.of(all.stream(), any.stream(), not.stream())
            .flatMap(children -> children)
            .flatMap(Condition::leaves);
  }

  /** The tag or attribute that is compared; empty where conditions are combined. */
  public Optional<String> subject() {
    return tag.or(() -> attribute);
  }

  /** The written values, one or several. */
  public List<String> operands() {
    return value.map(List::of).orElse(values);
  }

  private static Condition tree(List<Condition> all, List<Condition> any, Optional<Condition> not) {
    return new Condition(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        all,
        any,
        not);
  }

  private static void checkOperands(Operator op, Optional<String> value, List<String> values) {
    boolean fits =
        switch (op.operands()) {
          case NONE -> value.isEmpty() && values.isEmpty();
          case ONE -> value.isPresent() && values.isEmpty();
          case TWO -> value.isEmpty() && values.size() == 2;
          case MANY -> value.isEmpty() && !values.isEmpty();
        };
    if (!fits) {
      String wanted =
          switch (op.operands()) {
            case NONE -> "neither value nor values";
            case ONE -> "a value";
            case TWO -> "values = [from, to]";
            case MANY -> "values = [ … ]";
          };
      throw new IllegalArgumentException("op " + op.written() + " takes " + wanted);
    }
  }
}
