package io.lakeprint.testkit;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.TableSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a declared table for a test that cares about a few columns: the others are null, or where
 * they are required the emptiest value of their type (the first one where the values are closed).
 *
 * <p>Timestamps may be {@link Instant} or text, dates {@link LocalDate} or text, decimals text.
 */
public final class TableRows {

  private final TableSpec table;
  private final List<Row> rows = new ArrayList<>();

  private TableRows(TableSpec table) {
    this.table = table;
  }

  public static TableRows of(TableSpec table) {
    return new TableRows(table);
  }

  /** One more row, of {@code ColumnSpec, value} pairs. */
  public TableRows row(@Nullable Object... columnsAndValues) {
    Map<ColumnSpec, @Nullable Object> given = new HashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      if (!(columnsAndValues[i] instanceof ColumnSpec column)
          || !table.columns().contains(column)) {
        throw new IllegalArgumentException(table.name() + " has no " + columnsAndValues[i]);
      }
      given.put(column, convert(column.type(), columnsAndValues[i + 1]));
    }
    rows.add(
        RowFactory.create(
            table.columns().stream()
                .map(column -> given.containsKey(column) ? given.get(column) : absent(column))
                .toArray()));
    return this;
  }

  /** The rows with exactly the declared schema. */
  public Dataset<Row> on(SparkSession spark) {
    StructType schema = table.schema();
    return spark.createDataFrame(rows, schema);
  }

  private static @Nullable Object convert(DataType type, @Nullable Object value) {
    if (value instanceof Instant instant) {
      return java.sql.Timestamp.from(instant);
    }
    if (value instanceof LocalDate day) {
      return java.sql.Date.valueOf(day);
    }
    if (value instanceof String text && type instanceof TimestampType) {
      return java.sql.Timestamp.from(Instant.parse(text));
    }
    if (value instanceof String text && type instanceof DateType) {
      return java.sql.Date.valueOf(text);
    }
    return value instanceof String text && type instanceof DecimalType
        ? new BigDecimal(text)
        : value;
  }

  private static @Nullable Object absent(ColumnSpec column) {
    if (column.nullable()) {
      return null;
    }
    if (!column.allowed().isEmpty()) {
      return column.allowed().get(0);
    }
    DataType type = column.type();
    if (type instanceof LongType) {
      return 0L;
    } else if (type instanceof IntegerType) {
      return 0;
    } else if (type instanceof DoubleType) {
      return 0.0;
    } else if (type instanceof BooleanType) {
      return false;
    } else if (type instanceof DecimalType) {
      return new BigDecimal(BigInteger.ZERO);
    } else if (type instanceof TimestampType) {
      return java.sql.Timestamp.from(Instant.EPOCH);
    } else if (type instanceof DateType) {
      return java.sql.Date.valueOf(LocalDate.EPOCH);
    } else if (type instanceof ArrayType) {
      return new Object[0];
    } else if (type instanceof MapType) {
      return Map.of();
    }
    return "";
  }
}
