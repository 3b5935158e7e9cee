package io.lakeprint.common.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.lakeprint.common.error.Suggestions;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The scalar component types of a configuration record: text, numbers, booleans, enums ({@code
 * keep-first} is {@code KEEP_FIRST}), {@link Duration}, {@link Period}, {@link LocalDate}, {@link
 * ZoneId}, {@link ByteSize} and {@link Secret}.
 */
final class ScalarTypes {

  /** A value that is not of its type; the message says what was expected. */
  static final class Mismatch extends Exception {

    private static final long serialVersionUID = 1L;

    Mismatch(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  private interface Conversion {
    Object convert(ConfigValue value, String text);
  }

  private record Scalar(String expected, Conversion conversion) {}

  private static final Map<Class<?>, Scalar> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, new Scalar("text", (value, text) -> text)),
          Map.entry(Secret.class, new Scalar("a secret", (value, text) -> Secret.of(text))),
          Map.entry(
              Integer.class,
              new Scalar("a whole number", (value, text) -> new BigDecimal(text).intValueExact())),
          Map.entry(
              Long.class,
              new Scalar("a whole number", (value, text) -> new BigDecimal(text).longValueExact())),
          Map.entry(
              Double.class,
              new Scalar("a number", (value, text) -> new BigDecimal(text).doubleValue())),
          Map.entry(
              BigDecimal.class, new Scalar("a number", (value, text) -> new BigDecimal(text))),
          Map.entry(Boolean.class, new Scalar("true or false", (value, text) -> toBoolean(text))),
          Map.entry(
              Duration.class,
              new Scalar(
                  "a duration with its unit, such as '30 minutes'",
                  (value, text) -> withUnit(text, value.atKey("v").getDuration("v")))),
          Map.entry(
              Period.class,
              new Scalar(
                  "a period with its unit, such as '3 months'",
                  (value, text) -> withUnit(text, value.atKey("v").getPeriod("v")))),
          Map.entry(
              LocalDate.class,
              new Scalar("a date such as '2026-01-31'", (value, text) -> LocalDate.parse(text))),
          Map.entry(
              ZoneId.class,
              new Scalar("a time zone such as 'Asia/Shanghai'", (value, text) -> ZoneId.of(text))),
          Map.entry(
              ByteSize.class,
              new Scalar(
                  "a size such as '64 MiB'",
                  (value, text) -> new ByteSize(value.atKey("v").getBytes("v")))));

  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          int.class, Integer.class,
          long.class, Long.class,
          double.class, Double.class,
          boolean.class, Boolean.class);

  private ScalarTypes() {}

  static boolean isScalar(Class<?> type) {
    return type.isEnum() || SCALARS.containsKey(BOXES.getOrDefault(type, type));
  }

  /** What a reader should write. */
  static String expected(Class<?> type) {
    return type.isEnum() ? "one of " + String.join(", ", names(type)) : scalar(type).expected();
  }

  /** The value as {@code type}, which is one of the types above. */
  static Object convert(ConfigValue value, Class<?> type) throws Mismatch {
    try {
      String text = text(value);
      return type.isEnum()
          ? toConstant(text, type)
          : scalar(type).conversion().convert(value, text);
    } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
      throw new Mismatch("expected " + expected(type) + hint(value, type), e);
    } catch (DateTimeException e) {
      throw new Mismatch("expected " + expected(type), e);
    }
  }

  private static Scalar scalar(Class<?> type) {
    Scalar scalar = SCALARS.get(BOXES.getOrDefault(type, type));
    if (scalar == null) {
      throw new IllegalStateException(type.getName() + " is no type of a configuration record");
    }
    return scalar;
  }

  /** Numbers keep the digits they were written with. */
  private static String text(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING -> String.valueOf(value.unwrapped()).trim();
      case NUMBER, BOOLEAN -> value.atKey("v").getString("v");
      case OBJECT, LIST, NULL -> throw new IllegalArgumentException("not a scalar");
    };
  }

  private static Boolean toBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> Boolean.TRUE;
      case "false", "no", "off" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** A bare number of milliseconds or days would be a guess. */
  private static Object withUnit(String text, Object parsed) {
    if (text.chars().noneMatch(Character::isLetter)) {
      throw new IllegalArgumentException(text);
    }
    return parsed;
  }

  private static Object toConstant(String text, Class<?> type) {
    String wanted = kebab(text);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> kebab(((Enum<?>) constant).name()).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static String hint(ConfigValue value, Class<?> type) {
    return type.isEnum() && value.valueType() == ConfigValueType.STRING
        ? "." + Suggestions.didYouMean(kebab(String.valueOf(value.unwrapped())), names(type))
        : "";
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> kebab(((Enum<?>) constant).name()))
        .toList();
  }

  private static String kebab(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
