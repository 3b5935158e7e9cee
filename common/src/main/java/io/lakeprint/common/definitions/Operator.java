package io.lakeprint.common.definitions;

/**
 * How a condition compares a value. Names and the meaning of a missing value follow Apache Unomi:
 * on a missing value only {@link #MISSING}, {@link #NOT_EQUALS}, {@link #NOT_IN} and {@link
 * #HAS_NONE_OF} hold, every other operator does not.
 */
public enum Operator {
  EQUALS(Operands.ONE, Values.SCALAR),
  NOT_EQUALS(Operands.ONE, Values.SCALAR),
  GREATER_THAN(Operands.ONE, Values.ORDERED),
  GREATER_THAN_OR_EQUAL_TO(Operands.ONE, Values.ORDERED),
  LESS_THAN(Operands.ONE, Values.ORDERED),
  LESS_THAN_OR_EQUAL_TO(Operands.ONE, Values.ORDERED),
  /** Both ends included. */
  BETWEEN(Operands.TWO, Values.ORDERED),
  IN(Operands.MANY, Values.SCALAR),
  NOT_IN(Operands.MANY, Values.SCALAR),
  EXISTS(Operands.NONE, Values.ANY),
  MISSING(Operands.NONE, Values.ANY),
  CONTAINS(Operands.ONE, Values.TEXT),
  NOT_CONTAINS(Operands.ONE, Values.TEXT),
  STARTS_WITH(Operands.ONE, Values.TEXT),
  ENDS_WITH(Operands.ONE, Values.TEXT),
  /** A Java regular expression that matches the whole text. */
  MATCHES_REGEX(Operands.ONE, Values.TEXT),
  /** The list has every one of the values. */
  ALL(Operands.MANY, Values.LIST),
  HAS_SOME_OF(Operands.MANY, Values.LIST),
  HAS_NONE_OF(Operands.MANY, Values.LIST),
  /** The moment lies in that business day. */
  IS_DAY(Operands.ONE, Values.DAY),
  IS_NOT_DAY(Operands.ONE, Values.DAY);

  /** How many values stand beside the operator. */
  enum Operands {
    NONE,
    ONE,
    TWO,
    MANY
  }

  /** Which types an operator compares. */
  enum Values {
    ANY,
    SCALAR,
    ORDERED,
    TEXT,
    LIST,
    DAY
  }

  private final Operands operands;
  private final Values values;

  Operator(Operands operands, Values values) {
    this.operands = operands;
    this.values = values;
  }

  Operands operands() {
    return operands;
  }

  /** Whether values of {@code type} can be compared like this. */
  public boolean accepts(ValueType type) {
    return switch (values) {
      case ANY -> true;
      case SCALAR -> type != ValueType.LIST;
      case ORDERED -> type.isOrdered();
      case TEXT -> type == ValueType.TEXT;
      case LIST -> type == ValueType.LIST;
      case DAY -> type == ValueType.TIMESTAMP || type == ValueType.DATE;
    };
  }

  /** As it is written in a definition. */
  public String written() {
    return ValueType.kebab(name());
  }
}
