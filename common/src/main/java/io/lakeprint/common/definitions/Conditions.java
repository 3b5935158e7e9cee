package io.lakeprint.common.definitions;

import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.time.BusinessDays;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Column;

/**
 * Turns a {@link Condition} into a boolean column that is never null, so that {@code not} is the
 * plain opposite and De Morgan's laws hold.
 *
 * @param of what conditions compare
 * @param subjects what can be compared, by name
 * @param days the business days that {@code is-day} means
 * @param others what else a leaf may say
 */
public record Conditions(Of of, Map<String, Subject> subjects, BusinessDays days, Others others) {

  /** What conditions compare: each key of a leaf has its place. */
  public enum Of {
    /** Tags of a person. */
    TAG,
    /** Attributes of an event, or imported ones of a person. */
    ATTRIBUTE,
    /** Columns of portraits. */
    PORTRAIT;

    private Optional<String> subject(Condition leaf) {
      return switch (this) {
        case TAG -> leaf.tag();
        case ATTRIBUTE -> leaf.attribute();
        case PORTRAIT -> leaf.portrait();
      };
    }

    private String written() {
      return ValueType.kebab(name());
    }
  }

  /** Leaves that are no comparison of {@link #of()}. */
  public interface Others {

    /** Notes what is wrong with a leaf, or that it has no place here. */
    void check(String path, Condition leaf, Problems problems);

    /** The leaf as a boolean column that is never null. */
    Column column(Condition leaf);
  }

  /** Conditions that only compare. */
  public Conditions(Of of, Map<String, Subject> subjects, BusinessDays days) {
    this(of, subjects, days, new Nothing(of));
  }

  /** Conditions that only compare tags. */
  public Conditions(Map<String, Subject> subjects, BusinessDays days) {
    this(Of.TAG, subjects, days);
  }

  private record Nothing(Of of) implements Others {
    @Override
    public void check(String path, Condition leaf, Problems problems) {
      problems.add(path, null, "a condition here compares a key " + of.written());
    }

    @Override
    public Column column(Condition leaf) {
      throw new IllegalArgumentException("a condition here compares a key " + of.written());
    }
  }

  /** Something that can be compared: its type and the column that holds it. */
  public record Subject(ValueType type, Column column) {}

  /** Adds every mistake of {@code condition} to {@code problems}, each with its place. */
  public void check(String path, Condition condition, Problems problems) {
    if (condition.isLeaf()) {
      checkLeaf(path, condition, problems);
    }
    checkEach(path + ".all", condition.all(), problems);
    checkEach(path + ".any", condition.any(), problems);
    condition.not().ifPresent(child -> check(path + ".not", child, problems));
  }

  /**
   * The condition as a column over the subjects' columns.
   *
   * @throws IllegalArgumentException for a condition that {@link #check} would have refused
   */
  public Column column(Condition condition) {
    if (condition.isLeaf()) {
      return leaf(condition);
    }
    if (condition.not().isPresent()) {
      return not(column(condition.not().get()));
    }
    return condition.all().isEmpty()
        ? joined(condition.any(), Column::or)
        : joined(condition.all(), Column::and);
  }

  private Column leaf(Condition leaf) {
    Optional<String> name = of.subject(leaf);
    if (name.isEmpty()) {
      return others.column(leaf);
    }
    Subject subject = subjects.get(name.get());
    if (subject == null) {
      throw new IllegalArgumentException("unknown " + of.written() + " " + name.get());
    }
    return compared(subject, leaf.op().orElseThrow(), leaf.operands());
  }

  private Column joined(List<Condition> conditions, BinaryOperator<Column> by) {
    return conditions.stream().map(this::column).reduce(by).orElseThrow();
  }

  private void checkEach(String path, List<Condition> conditions, Problems problems) {
    for (int i = 0; i < conditions.size(); i++) {
      check(path + "[" + i + "]", conditions.get(i), problems);
    }
  }

  private void checkLeaf(String path, Condition leaf, Problems problems) {
    if (of.subject(leaf).isEmpty()) {
      others.check(path, leaf, problems);
      return;
    }
    String name = of.subject(leaf).get();
    Subject subject = subjects.get(name);
    if (subject == null) {
      String nearest = Suggestions.didYouMean(name, subjects.keySet());
      problems.add(path, null, "unknown " + of.written() + " '" + name + "'." + nearest);
      return;
    }
    checkCompared(path, name, subject.type(), leaf.op().orElseThrow(), leaf.operands(), problems);
  }

  /** Notes what is wrong with a comparison of something of a type. */
  public static void checkCompared(
      String path,
      String name,
      ValueType type,
      Operator op,
      List<String> operands,
      Problems problems) {
    if (!op.accepts(type)) {
      problems.add(
          path,
          null,
          "op " + op.written() + " does not compare " + name + ", which is " + type.written());
      return;
    }
    for (String operand : operands) {
      checkOperand(path, op, type, operand, problems);
    }
  }

  private static void checkOperand(
      String path, Operator op, ValueType type, String operand, Problems problems) {
    try {
      switch (op) {
        case MATCHES_REGEX -> Pattern.compile(operand);
        case IS_DAY, IS_NOT_DAY -> LocalDate.parse(operand);
        default -> type.literal(operand);
      }
    } catch (PatternSyntaxException e) {
      problems.add(path, null, "'" + operand + "' is no regular expression: " + e.getDescription());
    } catch (IllegalArgumentException | DateTimeException e) {
      String expected =
          op == Operator.IS_DAY || op == Operator.IS_NOT_DAY
              ? ValueType.DATE.description()
              : type.description();
      problems.add(path, null, "got '" + operand + "', expected " + expected);
    }
  }

  /** Whether a subject compares so; never null. */
  public Column compared(Subject subject, Operator op, List<String> values) {
    List<Column> operands =
        op == Operator.IS_DAY || op == Operator.IS_NOT_DAY
            ? values.stream().map(text -> lit(LocalDate.parse(text))).toList()
            : values.stream().map(subject.type()::literal).toList();
    Optional<Column> one = operands.stream().findFirst();
    Column value = subject.column();
    Column holds =
        switch (op) {
          case EXISTS -> present(subject);
          case MISSING -> not(present(subject));
          case EQUALS -> value.equalTo(one.orElseThrow());
          case NOT_EQUALS -> value.notEqual(one.orElseThrow());
          case GREATER_THAN -> value.gt(one.orElseThrow());
          case GREATER_THAN_OR_EQUAL_TO -> value.geq(one.orElseThrow());
          case LESS_THAN -> value.lt(one.orElseThrow());
          case LESS_THAN_OR_EQUAL_TO -> value.leq(one.orElseThrow());
          case BETWEEN -> value.between(operands.get(0), operands.get(1));
          case IN -> value.isin(operands.toArray());
          case NOT_IN -> not(value.isin(operands.toArray()));
          case CONTAINS -> value.contains(one.orElseThrow());
          case NOT_CONTAINS -> not(value.contains(one.orElseThrow()));
          case STARTS_WITH -> value.startsWith(one.orElseThrow());
          case ENDS_WITH -> value.endsWith(one.orElseThrow());
          case MATCHES_REGEX -> value.rlike("^(?:" + values.get(0) + ")\\z");
          case ALL -> size(array_except(array(operands), listed(value))).equalTo(0);
          case HAS_SOME_OF -> arrays_overlap(listed(value), array(operands));
          case HAS_NONE_OF -> not(arrays_overlap(listed(value), array(operands)));
          case IS_DAY -> day(subject).equalTo(one.orElseThrow());
          case IS_NOT_DAY -> day(subject).notEqual(one.orElseThrow());
        };
    return coalesce(holds, lit(holdsOnMissing(op)));
  }

  /** The truth table of Apache Unomi. */
  private static boolean holdsOnMissing(Operator op) {
    return switch (op) {
      case MISSING, NOT_EQUALS, NOT_IN, HAS_NONE_OF -> true;
      default -> false;
    };
  }

  /** An empty list is missing too. */
  private static Column present(Subject subject) {
    Column value = subject.column();
    return subject.type() == ValueType.LIST
        ? value.isNotNull().and(size(value).gt(0))
        : value.isNotNull();
  }

  private static Column listed(Column list) {
    return transform(list, entry -> entry.getField(ValueType.LIST_VALUE));
  }

  private static Column array(List<Column> columns) {
    return org.apache.spark.sql.functions.array(columns.toArray(Column[]::new));
  }

  private Column day(Subject subject) {
    return subject.type() == ValueType.DATE ? subject.column() : days.dayOf(subject.column());
  }

  /** The tags that a condition names. */
  public static List<String> tags(Condition condition) {
    List<String> tags = new ArrayList<>();
    condition.leaves().forEach(leaf -> leaf.tag().ifPresent(tags::add));
    return tags;
  }
}
