package io.lakeprint.jobs.tags;

import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.Operator;
import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether each step of a ladder is ever taken: its conditions are tried with values around every
 * limit that they compare with, and with a missing value.
 *
 * <p>The values tell every case apart in which the conditions differ, so what is found holds; tags
 * of a ladder are taken as independent of one another, so something may be missed. A ladder that
 * compares texts by pattern, lists, or so many limits that the cases pass {@value #MOST} is left
 * out.
 *
 * @param types types of the tags by id
 */
record LadderLint(Map<String, ValueType> types) {

  private static final int MOST = 50_000;

  private static final Set<Operator> TRIED =
      Set.of(
          Operator.EQUALS,
          Operator.NOT_EQUALS,
          Operator.GREATER_THAN,
          Operator.GREATER_THAN_OR_EQUAL_TO,
          Operator.LESS_THAN,
          Operator.LESS_THAN_OR_EQUAL_TO,
          Operator.BETWEEN,
          Operator.IN,
          Operator.NOT_IN,
          Operator.EXISTS,
          Operator.MISSING);

  /** Tells what is odd about the steps of a checked ladder, each with its place below the tag. */
  void check(TagDefinition ladder, Lint lint) {
    List<Condition> steps = ladder.steps().stream().flatMap(step -> step.when().stream()).toList();
    Map<String, List<Optional<Comparable<?>>>> values = new TreeMap<>();
    for (Condition leaf : steps.stream().flatMap(Condition::leaves).toList()) {
      Optional<ValueType> type = leaf.tag().map(types::get);
      if (type.isEmpty() || type.get() == ValueType.LIST || !isTried(leaf)) {
        return;
      }
      values.computeIfAbsent(leaf.tag().orElseThrow(), tag -> limits(tag, steps));
    }
    long cases = values.values().stream().mapToLong(List::size).reduce(1, (a, b) -> a * b);
    if (cases > MOST) {
      return;
    }
    Cases tried = new Cases(steps.size());
    each(List.copyOf(values.keySet()), values, new HashMap<>(), one -> tried.add(steps, one, this));
    tried.tell(ladder, lint, this);
  }

  /** Something to tell about a place. */
  @FunctionalInterface
  interface Lint {
    void tell(String place, String what);
  }

  private static boolean isTried(Condition leaf) {
    return leaf.op().filter(TRIED::contains).isPresent();
  }

  /** Which steps hold in which case. */
  private static final class Cases {
    private final BitSet[] holds;
    private final BitSet[] first;
    private int count;
    private boolean someHasNone;

    Cases(int steps) {
      holds = IntStream.range(0, steps).mapToObj(i -> new BitSet()).toArray(BitSet[]::new);
      first = IntStream.range(0, steps).mapToObj(i -> new BitSet()).toArray(BitSet[]::new);
    }

    void add(List<Condition> steps, Map<String, Optional<Comparable<?>>> values, LadderLint lint) {
      boolean none = true;
      for (int i = 0; i < steps.size(); i++) {
        if (lint.holds(steps.get(i), values)) {
          holds[i].set(count);
          if (none) {
            first[i].set(count);
          }
          none = false;
        }
      }
      someHasNone |= none;
      count++;
    }

    void tell(TagDefinition ladder, Lint lint, LadderLint types) {
      for (int i = 0; i < holds.length; i++) {
        String place = ".steps[" + i + "]";
        if (holds[i].isEmpty()) {
          lint.tell(place, "never holds: no value meets its condition");
        } else if (first[i].isEmpty()) {
          lint.tell(place, "is never reached: who meets it meets an earlier step first");
        } else {
          overlap(i, ladder, types).ifPresent(what -> lint.tell(place, what));
        }
      }
      if (ladder.otherwise().isPresent() && !someHasNone) {
        lint.tell(".otherwise", "is never taken: some step always holds");
      }
    }

    /** Wider steps below narrower ones are how ladders are written; crossing ones are not. */
    private Optional<String> overlap(int step, TagDefinition ladder, LadderLint types) {
      Optional<String> tag = types.onlyTag(ladder.steps().get(step));
      for (int i = 0; i < step; i++) {
        boolean sameTag = tag.isPresent() && tag.equals(types.onlyTag(ladder.steps().get(i)));
        if (sameTag
            && holds[i].intersects(holds[step])
            && !within(holds[i], holds[step])
            && !within(holds[step], holds[i])) {
          return Optional.of(
              "overlaps steps[" + i + "], which wins where both hold; draw their limits apart");
        }
      }
      return Optional.empty();
    }

    private static boolean within(BitSet inner, BitSet outer) {
      BitSet outside = (BitSet) inner.clone();
      outside.andNot(outer);
      return outside.isEmpty();
    }
  }

  private Optional<String> onlyTag(TagDefinition.Step step) {
    Set<String> tags =
        step.when().stream()
            .flatMap(Condition::leaves)
            .flatMap(leaf -> leaf.tag().stream())
            .collect(Collectors.toSet());
    return tags.size() == 1 ? tags.stream().findFirst() : Optional.empty();
  }

  /** Every combination of one value per tag. */
  private static void each(
      List<String> tags,
      Map<String, List<Optional<Comparable<?>>>> values,
      Map<String, Optional<Comparable<?>>> chosen,
      Consumer<Map<String, Optional<Comparable<?>>>> visit) {
    if (tags.isEmpty()) {
      visit.accept(chosen);
      return;
    }
    for (Optional<Comparable<?>> value : values.getOrDefault(tags.get(0), List.of())) {
      chosen.put(tags.get(0), value);
      each(tags.subList(1, tags.size()), values, chosen, visit);
    }
  }

  /** A value on, between and beyond the limits that a tag is compared with, and none. */
  private List<Optional<Comparable<?>>> limits(String tag, List<Condition> steps) {
    ValueType type = type(tag);
    List<String> operands =
        steps.stream()
            .flatMap(Condition::leaves)
            .filter(leaf -> leaf.tag().filter(tag::equals).isPresent())
            .flatMap(leaf -> leaf.operands().stream())
            .toList();
    List<Optional<Comparable<?>>> values = new ArrayList<>();
    if (type == ValueType.BOOLEAN) {
      values.addAll(List.of(Optional.of("true"), Optional.of("false")));
    } else if (type == ValueType.TEXT) {
      operands.stream().distinct().forEach(text -> values.add(Optional.of(text)));
      values.add(Optional.of(String.join("", operands) + " "));
    } else {
      numbers(type, operands).forEach(number -> values.add(Optional.of(number)));
    }
    values.add(Optional.empty());
    return values;
  }

  private static Set<BigDecimal> numbers(ValueType type, List<String> operands) {
    boolean whole = type == ValueType.INT || type == ValueType.LONG || type == ValueType.DATE;
    TreeSet<BigDecimal> limits = new TreeSet<>();
    operands.forEach(operand -> limits.add(number(type, operand)));
    if (limits.isEmpty()) {
      limits.add(BigDecimal.ZERO);
    }
    Set<BigDecimal> numbers = new TreeSet<>();
    BigDecimal before = limits.first().subtract(BigDecimal.ONE);
    for (BigDecimal limit : limits) {
      if (whole) {
        BigDecimal floor = limit.setScale(0, RoundingMode.FLOOR);
        BigDecimal ceiling = limit.setScale(0, RoundingMode.CEILING);
        numbers.addAll(
            List.of(floor.subtract(BigDecimal.ONE), floor, ceiling, ceiling.add(BigDecimal.ONE)));
      } else {
        numbers.add(before.add(limit).divide(BigDecimal.valueOf(2)));
        numbers.add(limit);
      }
      before = limit;
    }
    if (!whole) {
      numbers.add(limits.last().add(BigDecimal.ONE));
    }
    return numbers;
  }

  private static BigDecimal number(ValueType type, String operand) {
    if (type == ValueType.DATE) {
      return BigDecimal.valueOf(LocalDate.parse(operand).toEpochDay());
    }
    if (type == ValueType.TIMESTAMP) {
      Instant moment = Instant.parse(operand);
      return BigDecimal.valueOf(moment.getEpochSecond())
          .add(BigDecimal.valueOf(moment.getNano(), 9));
    }
    return new BigDecimal(operand);
  }

  private boolean holds(Condition condition, Map<String, Optional<Comparable<?>>> values) {
    if (condition.tag().isPresent()) {
      String tag = condition.tag().get();
      return leaf(condition, type(tag), values.getOrDefault(tag, Optional.empty()));
    }
    if (condition.not().isPresent()) {
      return !holds(condition.not().get(), values);
    }
    return condition.all().isEmpty()
        ? condition.any().stream().anyMatch(part -> holds(part, values))
        : condition.all().stream().allMatch(part -> holds(part, values));
  }

  private static boolean leaf(Condition leaf, ValueType type, Optional<Comparable<?>> value) {
    Operator op = leaf.op().orElseThrow();
    if (value.isEmpty()) {
      return op == Operator.MISSING || op == Operator.NOT_EQUALS || op == Operator.NOT_IN;
    }
    List<Integer> signs =
        leaf.operands().stream().map(operand -> sign(type, value.get(), operand)).toList();
    return switch (op) {
      case EXISTS -> true;
      case EQUALS, IN -> signs.contains(0);
      case NOT_EQUALS, NOT_IN -> !signs.contains(0);
      case GREATER_THAN -> signs.get(0) > 0;
      case GREATER_THAN_OR_EQUAL_TO -> signs.get(0) >= 0;
      case LESS_THAN -> signs.get(0) < 0;
      case LESS_THAN_OR_EQUAL_TO -> signs.get(0) <= 0;
      case BETWEEN -> signs.get(0) >= 0 && signs.get(1) <= 0;
      default -> false;
    };
  }

  private static int sign(ValueType type, Comparable<?> value, String operand) {
    return value instanceof BigDecimal number
        ? number.compareTo(number(type, operand))
        : Integer.signum(value.toString().compareTo(operand));
  }

  private ValueType type(String tag) {
    ValueType type = types.get(tag);
    if (type == null) {
      throw new IllegalStateException("not in the catalogue: " + tag);
    }
    return type;
  }
}
