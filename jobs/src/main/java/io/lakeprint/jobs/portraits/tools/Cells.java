package io.lakeprint.jobs.portraits.tools;

import io.lakeprint.common.tables.ColumnSpec;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Values of rows as Java has them. */
final class Cells {

  private Cells() {}

  static @Nullable String text(Row row, ColumnSpec column) {
    return row.getAs(column.name());
  }

  /** The text of a column that is never null. */
  static String said(Row row, ColumnSpec column) {
    return Objects.requireNonNull(text(row, column), column.name());
  }

  static long count(Row row, ColumnSpec column) {
    return row.<Long>getAs(column.name());
  }

  /** The moment of a column that is never null. */
  static Instant moment(Row row, ColumnSpec column) {
    return row.<Timestamp>getAs(column.name()).toInstant();
  }

  /** The day of a column that is never null. */
  static LocalDate day(Row row, ColumnSpec column) {
    return row.<Date>getAs(column.name()).toLocalDate();
  }

  /** Moments and days as those of java.time, amounts without trailing zeros. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Timestamp moment) {
      return moment.toInstant();
    }
    if (value instanceof Date day) {
      return day.toLocalDate();
    }
    return value instanceof BigDecimal amount ? amount(amount) : value;
  }

  static BigDecimal amount(BigDecimal amount) {
    // Zero keeps its scale, and a whole number gets a negative one.
    return new BigDecimal(amount.stripTrailingZeros().toPlainString());
  }
}
