package io.lakeprint.jobs.tags;

import io.lakeprint.common.definitions.TagDefinition;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.jobs.tags.Expression.Kind;
import io.lakeprint.jobs.tags.Expression.Token;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructType;

/** Whether expressions have the type of their tag and give the same value whenever they run. */
final class ExpressionCheck {

  /** Words that make a value depend on the clock, on luck or on other rows. */
  private static final Set<String> REFUSED =
      Set.of(
          "current_date",
          "current_timestamp",
          "current_time",
          "curdate",
          "now",
          "localtimestamp",
          "unix_timestamp",
          "rand",
          "randn",
          "random",
          "randstr",
          "uniform",
          "uuid",
          "shuffle",
          "monotonically_increasing_id",
          "spark_partition_id",
          "input_file_name",
          "current_user",
          "session_user",
          "java_method",
          "reflect",
          "over",
          "select");

  private final Map<String, TagDefinition> tags;
  private final StructType schema;
  private final ExpressionTypes types;

  /** Checks over the columns of these measures and facets, and stored tags. */
  ExpressionCheck(
      Map<String, TagDefinition> tags, Map<String, DataType> inputs, ExpressionTypes types) {
    this.tags = tags;
    this.types = types;
    StructType columns = new StructType();
    for (Map.Entry<String, DataType> input : inputs.entrySet()) {
      columns = columns.add(input.getKey(), input.getValue());
    }
    for (Map.Entry<String, TagDefinition> tag : tags.entrySet()) {
      if (tag.getValue().isStored()) {
        columns = columns.add(tag.getKey(), tag.getValue().type().dataType());
      }
    }
    this.schema = columns;
  }

  /**
   * Refuses words whose value is not the person's alone, and divisions that may fail.
   *
   * @throws IllegalArgumentException saying which, and where
   */
  static void refuseWords(Expression expression) {
    List<Token> tokens = expression.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String word = token.text().toLowerCase(Locale.ROOT);
      if (token.kind() == Kind.NAME && REFUSED.contains(word)) {
        throw new IllegalArgumentException(
            word
                + " at character "
                + token.position()
                + ": the value would not follow from what the person did alone");
      }
      boolean divides = token.is("/") || token.is("%") || word.equals("div") || word.equals("mod");
      if (divides && i + 1 < tokens.size() && mayBeZero(tokens.get(i + 1))) {
        throw new IllegalArgumentException(
            token.text()
                + " at character "
                + token.position()
                + ": the divisor may be 0; write nullif(…, 0) around it");
      }
    }
  }

  /**
   * Checks the rewritten SQL of a statistic.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  void check(Rule.Sql rule, ValueType wanted) {
    for (String name : rule.needs()) {
      TagDefinition tag = tags.get(name);
      if (tag != null && !tag.isStored()) {
        throw new IllegalArgumentException(
            name
                + " moves every day and is not stored; refer to "
                + tag.since().orElse("its moment")
                + ", or compare it in a ladder");
      }
    }
    DataType actual = types.of(rule.sql(), schema);
    if (!fits(wanted, actual)) {
      throw new IllegalArgumentException(
          "is " + actual.simpleString() + ", but the tag's type is " + wanted.written());
    }
  }

  private static boolean mayBeZero(Token divisor) {
    return switch (divisor.kind()) {
      case NUMBER -> new BigDecimal(divisor.text()).signum() == 0;
      case NAME -> !divisor.text().equalsIgnoreCase("nullif");
      case TEXT, SIGN -> true;
    };
  }

  private static boolean fits(ValueType wanted, DataType actual) {
    return switch (wanted) {
      case INT -> isInt(actual);
      case LONG -> isInt(actual) || actual instanceof LongType;
      case DOUBLE -> actual instanceof NumericType;
      case MONEY -> isInt(actual) || actual instanceof LongType || actual instanceof DecimalType;
      case TEXT, BOOLEAN, TIMESTAMP, DATE -> actual.equals(wanted.dataType());
      case LIST -> false;
    };
  }

  private static boolean isInt(DataType type) {
    return type instanceof IntegerType || type instanceof ShortType || type instanceof ByteType;
  }
}
