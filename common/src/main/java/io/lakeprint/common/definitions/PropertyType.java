package io.lakeprint.common.definitions;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * What a text can be read as, the narrowest first: each text is of exactly one type, the first
 * whose form it has.
 */
public enum PropertyType {
  INTEGER("[+-]?\\d{1,18}"),
  NUMBER("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?"),
  BOOLEAN("(?i:true|false)"),
  DATE("\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])"),
  TIMESTAMP(
      "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])[T ](?:[01]\\d|2[0-3]):[0-5]\\d"
          + "(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?"),
  /** An object or a list. */
  JSON("(?s)\\{.*\\}|(?s)\\[.*\\]"),
  TEXT("(?s).*");

  private static final List<PropertyType> FORMS =
      Arrays.stream(values()).filter(type -> type != TEXT).toList();

  private final Pattern form;

  PropertyType(String form) {
    this.form = Pattern.compile(form);
  }

  /** The type of a text. */
  public static PropertyType of(String text) {
    return FORMS.stream()
        .filter(type -> type.form.matcher(text).matches())
        .findFirst()
        .orElse(TEXT);
  }

  /** The name of the type of a text column, as {@link #of} tells it; text where it is null. */
  public static Column nameOf(Column text) {
    Column name = when(text.isNull(), TEXT.name());
    for (PropertyType type : FORMS) {
      name = name.when(text.rlike("^(?:" + type.form.pattern() + ")\\z"), type.name());
    }
    return name.otherwise(lit(TEXT.name()));
  }

  /** Whether a text of type {@code actual} is one of this type: every integer is a number. */
  public boolean accepts(PropertyType actual) {
    return this == TEXT || this == actual || (this == NUMBER && actual == INTEGER);
  }

  /** The type in whose place another one means that senders changed: numbers are one. */
  public PropertyType family() {
    return this == INTEGER ? NUMBER : this;
  }
}
