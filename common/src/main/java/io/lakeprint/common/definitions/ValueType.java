package io.lakeprint.common.definitions;

import io.lakeprint.common.tables.Types;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The type of a tag's value, by the name that definitions use. */
public enum ValueType {
  TEXT(DataTypes.StringType, "text"),
  INT(DataTypes.IntegerType, "a whole number"),
  LONG(DataTypes.LongType, "a whole number"),
  DOUBLE(DataTypes.DoubleType, "a number"),
  MONEY(Types.MONEY, "an amount"),
  BOOLEAN(DataTypes.BooleanType, "true or false"),
  TIMESTAMP(DataTypes.TimestampType, "a moment such as 2026-01-31T08:00:00Z"),
  DATE(DataTypes.DateType, "a day such as 2026-01-31"),
  /** Values in order, best first, each with the weight it is ordered by. */
  LIST(
      DataTypes.createArrayType(
          new StructType()
              .add(ValueType.LIST_VALUE, DataTypes.StringType)
              .add(ValueType.LIST_WEIGHT, DataTypes.DoubleType),
          false),
      "a list");

  /** Field of a list entry that holds the value as text. */
  public static final String LIST_VALUE = "value";

  /** Field of a list entry that holds what the list is ordered by. */
  public static final String LIST_WEIGHT = "weight";

  // Spark's types are immutable but not marked so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final DataType dataType;

  private final String description;

  ValueType(DataType dataType, String description) {
    this.dataType = dataType;
    this.description = description;
  }

  /** The type of values of a column; empty where conditions cannot compare them. */
  public static Optional<ValueType> of(DataType dataType) {
    return Arrays.stream(values()).filter(type -> type.dataType.equals(dataType)).findFirst();
  }

  /** The column type in {@code profile.person_tags}. */
  public DataType dataType() {
    return dataType;
  }

  /** What a reader should write for a value of it. */
  public String description() {
    return description;
  }

  /** Whether values count or measure something. */
  public boolean isNumeric() {
    return this == INT || this == LONG || this == DOUBLE || this == MONEY;
  }

  /** Whether one value can be greater than another. */
  public boolean isOrdered() {
    return isNumeric() || this == TIMESTAMP || this == DATE;
  }

  /**
   * A written value as a constant of this type; a number that is compared with an INT, LONG or
   * MONEY stays exact ("3.5" is not cut to 3).
   *
   * @throws IllegalArgumentException when the text is no such value
   */
  public Column literal(String text) {
    try {
      return switch (this) {
        case TEXT, LIST -> functions.lit(text);
        case INT, LONG, MONEY -> functions.lit(new BigDecimal(text));
        case DOUBLE -> functions.lit(new BigDecimal(text).doubleValue());
        case BOOLEAN -> functions.lit(flag(text));
        case TIMESTAMP -> functions.lit(Instant.parse(text));
        case DATE -> functions.lit(LocalDate.parse(text));
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /**
   * A written value as a value of this type: what a ladder gives a person.
   *
   * @throws IllegalArgumentException when the text is no such value
   */
  public Column value(String text) {
    if (this == LIST) {
      throw new IllegalArgumentException(text);
    }
    try {
      if (this == INT || this == LONG) {
        return functions.lit(new BigDecimal(text).longValueExact()).cast(dataType);
      }
      if (this == MONEY) {
        return functions.lit(new BigDecimal(text).setScale(4)).cast(dataType);
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(text, e);
    }
    return literal(text).cast(dataType);
  }

  /** As it is written in a definition. */
  public String written() {
    return kebab(name());
  }

  static String kebab(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
