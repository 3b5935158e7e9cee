package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Default;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One node of the condition tree: a leaf that says something of a person or of an event, or {@code
 * all}, {@code any}, {@code not} over further conditions. The order of conditions never matters.
 *
 * <pre>
 * { all = [ { tag = visit_count_30d, op = greater-than, value = 3 }, { tag = last_purchase_at, op = missing } ] }
 * { done { event = page_view, of { dimension = page, op = equals, value = /price }, window = 30d, op = greater-than, value = 3 } }
 * { not-done { event = order_placed, window = 30d } }
 * { attribute = category, op = equals, value = shoes }
 * </pre>
 *
 * @param tag the tag that is compared
 * @param attribute the attribute that is compared: of an event, or an imported one of a person
 * @param portrait the column of portraits that is compared and is no tag: a score, a cluster
 * @param op how; "more than 3" is {@code greater-than}, "3 or more" is {@code
 *     greater-than-or-equal-to}
 * @param value what it is compared with
 * @param values what it is compared with, for operators over several values
 * @param done the person did it so often
 * @param notDone the person did not do it in the window
 * @param regularly the person did it in stretch after stretch
 * @param stopped the person did it, and no more
 * @param restarted the person does it again after a pause
 * @param inSequence the person did one thing after the other
 * @param segment the person is in that segment
 * @param list the person is on that uploaded list
 * @param funnel how far the person got in the funnel of a report
 * @param all holds when every one of them does
 * @param any holds when at least one of them does
 * @param not holds when it does not
 */
public record Condition(
    Optional<String> tag,
    Optional<String> attribute,
    Optional<String> portrait,
    Optional<Operator> op,
    Optional<String> value,
    @Default("[]") List<String> values,
    Optional<Behaviour.Done> done,
    Optional<Behaviour.NotDone> notDone,
    Optional<Behaviour.Regularly> regularly,
    Optional<Behaviour.Stopped> stopped,
    Optional<Behaviour.Restarted> restarted,
    Optional<Behaviour.InSequence> inSequence,
    Optional<String> segment,
    Optional<String> list,
    Optional<FunnelPosition> funnel,
    @Default("[]") List<Condition> all,
    @Default("[]") List<Condition> any,
    Optional<Condition> not) {

  public Condition {
    long shapes =
        Stream.of(
                tag.isPresent(),
                attribute.isPresent(),
                portrait.isPresent(),
                done.isPresent(),
                notDone.isPresent(),
                regularly.isPresent(),
                stopped.isPresent(),
                restarted.isPresent(),
                inSequence.isPresent(),
                segment.isPresent(),
                list.isPresent(),
                funnel.isPresent(),
                !all.isEmpty(),
                !any.isEmpty(),
                not.isPresent())
            .filter(present -> present)
            .count();
    if (shapes != 1) {
      throw new IllegalArgumentException(
          "a condition has exactly one of tag, attribute, portrait, done, not-done, regularly,"
              + " stopped, restarted, in-sequence, segment, list, funnel, all, any and not, and"
              + " the lists are not empty");
    }
    boolean compares = tag.isPresent() || attribute.isPresent() || portrait.isPresent();
    if (!compares && (op.isPresent() || value.isPresent() || !values.isEmpty())) {
      throw new IllegalArgumentException(
          "op, value and values belong to a condition with a tag, an attribute or a portrait");
    }
    if (compares) {
      String needsOp = "a condition with a tag, an attribute or a portrait needs an op";
      checkOperands(op.orElseThrow(() -> new IllegalArgumentException(needsOp)), value, values);
    }
  }

  /** A comparison of a tag with one value. */
  public static Condition of(String tag, Operator op, String value) {
    return of(Optional.of(tag), Optional.of(op), Optional.of(value), List.of(), Optional.empty());
  }

  /** A comparison of a tag with several values, or with none. */
  public static Condition of(String tag, Operator op, List<String> values) {
    return of(Optional.of(tag), Optional.of(op), Optional.empty(), values, Optional.empty());
  }

  /** Being in a segment. */
  public static Condition in(String segment) {
    return of(
        Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.of(segment));
  }

  /** Having done one thing after the other. */
  public static Condition done(Behaviour.InSequence sequence) {
    return node(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(sequence),
        Optional.empty(),
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

  /** What it says of a person or event, wherever it stands in the tree. */
  public Stream<Condition> leaves() {
    return isLeaf()
        ? Stream.of(this)
        : Stream.of(all.stream(), any.stream(), not.stream())
            .flatMap(children -> children)
            .flatMap(Condition::leaves);
  }

  /** Whether it stands for itself, with no further conditions in it. */
  public boolean isLeaf() {
    return all.isEmpty() && any.isEmpty() && not.isEmpty();
  }

  /** What the person must have done or not done; empty where it says something else. */
  public Optional<Behaviour> behaviour() {
    return Stream.<Optional<? extends Behaviour>>of(
            done, notDone, regularly, stopped, restarted, inSequence)
        .<Behaviour>flatMap(Optional::stream)
        .findFirst();
  }

  /** The written values, one or several. */
  public List<String> operands() {
    return value.map(List::of).orElse(values);
  }

  private static Condition tree(List<Condition> all, List<Condition> any, Optional<Condition> not) {
    return node(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        all,
        any,
        not);
  }

  private static Condition of(
      Optional<String> tag,
      Optional<Operator> op,
      Optional<String> value,
      List<String> values,
      Optional<String> segment) {
    return node(
        tag, op, value, values, Optional.empty(), segment, List.of(), List.of(), Optional.empty());
  }

  private static Condition node(
      Optional<String> tag,
      Optional<Operator> op,
      Optional<String> value,
      List<String> values,
      Optional<Behaviour.InSequence> inSequence,
      Optional<String> segment,
      List<Condition> all,
      List<Condition> any,
      Optional<Condition> not) {
    return new Condition(
        tag,
        Optional.empty(),
        Optional.empty(),
        op,
        value,
        values,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        inSequence,
        segment,
        Optional.empty(),
        Optional.empty(),
        all,
        any,
        not);
  }

  /** Refuses operands that are not those of the operator. */
  static void checkOperands(Operator op, Optional<String> value, List<String> values) {
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
