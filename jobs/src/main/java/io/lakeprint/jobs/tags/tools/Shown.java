package io.lakeprint.jobs.tags.tools;

import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.tables.ColumnSpec;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Values as an operator reads them. */
final class Shown {

  private Shown() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "unknown";
    }
    if (value instanceof Timestamp moment) {
      return moment.toInstant().toString();
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Iterable<?> list) {
      return CollectionConverters.asJavaCollection(list).stream()
          .map(entry -> entry((Row) entry))
          .collect(Collectors.joining(", "));
    }
    return value.toString();
  }

  /** The values of a row, side by side; what is not said is a dash. */
  static String of(Row row) {
    return IntStream.range(0, row.length())
        .mapToObj(i -> row.isNullAt(i) ? "-" : of(row.get(i)))
        .collect(Collectors.joining("  "));
  }

  static String names(List<ColumnSpec> columns) {
    return columns.stream().map(ColumnSpec::name).collect(Collectors.joining(", "));
  }

  private static String entry(Row entry) {
    Double weight = entry.getAs(ValueType.LIST_WEIGHT);
    return entry.<String>getAs(ValueType.LIST_VALUE)
        + " ("
        + new BigDecimal(String.valueOf(weight)).stripTrailingZeros().toPlainString()
        + ")";
  }
}
