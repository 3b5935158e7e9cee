package io.lakeprint.jobs.ingest;

import io.lakeprint.common.time.BusinessDays;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * What a column that only grows means: how far a run as of a day reads, and how its bounds compare.
 *
 * <p>Moments and days are read up to the end of the as-of day, so that a run again for the same day
 * finds nothing new and no day is read before it is complete. Numbers are read up to the largest
 * there is.
 *
 * @param kind what its values are
 */
record Mark(Kind kind) {

  /** What the values of a mark are. */
  enum Kind {
    /** A moment with zone: from inclusive, to exclusive. */
    MOMENT(true),
    /** A wall clock of the source's zone: from inclusive, to exclusive. */
    CLOCK(true),
    /** A day: from inclusive, to exclusive. */
    DAY(true),
    /** A text that names a day: from exclusive, to inclusive. */
    DAY_TEXT(false),
    /** A number: from exclusive, to inclusive. */
    NUMBER(false);

    private final boolean fromInclusive;

    Kind(boolean fromInclusive) {
      this.fromInclusive = fromInclusive;
    }
  }

  /**
   * The mark of a column.
   *
   * @throws IllegalArgumentException when no mark can be of that type
   */
  static Mark of(DataType type) {
    if (type instanceof TimestampType) {
      return new Mark(Kind.MOMENT);
    } else if (type instanceof TimestampNTZType) {
      return new Mark(Kind.CLOCK);
    } else if (type instanceof DateType) {
      return new Mark(Kind.DAY);
    } else if (type instanceof StringType) {
      return new Mark(Kind.DAY_TEXT);
    } else if (type.equals(DataTypes.LongType)
        || type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.ShortType)
        || (type instanceof DecimalType decimal && decimal.scale() == 0)) {
      return new Mark(Kind.NUMBER);
    }
    throw new IllegalArgumentException(
        "a " + type.simpleString() + " is no timestamp, date, whole number or text");
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /** Whether the distance of two values says how much lies between them. */
  boolean isMeasured() {
    return kind != Kind.DAY_TEXT;
  }

  /**
   * Values that cut the stretch between two into {@code count} parts of equal length, or fewer.
   *
   * @param low a value as Spark writes it
   * @param high another, not before it
   */
  List<String> cuts(String low, String high, int count) {
    BigInteger from = measure(low);
    BigInteger length = measure(high).subtract(from);
    return IntStream.range(1, count)
        .mapToObj(
            i -> from.add(length.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(count))))
        .filter(cut -> cut.compareTo(from) > 0)
        .distinct()
        .map(this::text)
        .toList();
  }

  /** Whole seconds, days or units. */
  private BigInteger measure(String value) {
    return switch (kind) {
      case MOMENT, CLOCK ->
          BigInteger.valueOf(Timestamp.valueOf(value).toInstant().getEpochSecond());
      case DAY -> BigInteger.valueOf(LocalDate.parse(value).toEpochDay());
      case NUMBER -> new BigDecimal(value).toBigInteger();
      case DAY_TEXT -> throw new IllegalStateException("a text has no length");
    };
  }

  private String text(BigInteger measured) {
    long value = measured.longValue();
    return switch (kind) {
      case MOMENT -> Instant.ofEpochSecond(value).toString();
      case CLOCK -> LocalDateTime.ofEpochSecond(value, 0, ZoneOffset.UTC).toString();
      case DAY -> LocalDate.ofEpochDay(value).toString();
      case NUMBER, DAY_TEXT -> measured.toString();
    };
  }

  /** How a row's mark compares with where the delivery before ended. */
  String fromOperator() {
    return kind.fromInclusive ? ">=" : ">";
  }

  /** How a row's mark compares with where the delivery ends. */
  String toOperator() {
    return kind.fromInclusive ? "<" : "<=";
  }

  /** Where a run as of {@code day} ends, as text that is written down; not for numbers. */
  String end(LocalDate day, BusinessDays days, ZoneId zone, String pattern) {
    Instant end = days.end(day);
    return switch (kind) {
      case MOMENT -> end.toString();
      case CLOCK -> LocalDateTime.ofInstant(end, zone).toString();
      case DAY -> day.plusDays(1).toString();
      case DAY_TEXT -> DateTimeFormatter.ofPattern(pattern).format(day);
      case NUMBER -> throw new IllegalStateException("a number knows no day");
    };
  }

  /** Whether there is anything between the two. */
  boolean isAfter(String to, Optional<String> from) {
    return from.isEmpty() || compare(to, from.get()) > 0;
  }

  private int compare(String left, String right) {
    return switch (kind) {
      case MOMENT -> Instant.parse(left).compareTo(Instant.parse(right));
      case CLOCK -> LocalDateTime.parse(left).compareTo(LocalDateTime.parse(right));
      case DAY -> LocalDate.parse(left).compareTo(LocalDate.parse(right));
      case DAY_TEXT -> left.compareTo(right);
      case NUMBER -> new BigDecimal(left).compareTo(new BigDecimal(right));
    };
  }

  /**
   * The value of a written mark, as databases and Spark take it in a session whose zone is UTC; a
   * wall clock stands there as if it were UTC.
   */
  Object value(String text) {
    return switch (kind) {
      case MOMENT -> Timestamp.from(Instant.parse(text));
      case CLOCK -> Timestamp.from(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      case DAY -> Date.valueOf(text);
      case DAY_TEXT -> text;
      case NUMBER -> new BigDecimal(text);
    };
  }
}
