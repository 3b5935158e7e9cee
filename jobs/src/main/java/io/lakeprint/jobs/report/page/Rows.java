package io.lakeprint.jobs.report.page;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows of a block: days and moments as ISO text, amounts without trailing zeros. */
public final class Rows {

  private final List<Field> fields;
  private final List<List<@Nullable Object>> values = new ArrayList<>();

  private Rows(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  public static Rows of(Field... fields) {
    return new Rows(Arrays.asList(fields));
  }

  public static Rows of(List<Field> fields) {
    return new Rows(fields);
  }

  /** The columns of {@code rows} that have the names of the fields. */
  public static Rows of(List<Row> rows, Field... fields) {
    return of(fields).addAll(rows);
  }

  /** One row more, a value per field. */
  public Rows add(@Nullable Object... row) {
    if (row.length != fields.size()) {
      throw new IllegalArgumentException(row.length + " values for " + fields.size() + " fields");
    }
    List<@Nullable Object> plain = new ArrayList<>();
    for (Object value : row) {
      plain.add(plain(value));
    }
    values.add(plain);
    return this;
  }

  /** Each row, by the names of its columns. */
  public Rows addAll(List<Row> rows) {
    for (Row row : rows) {
      add(fields.stream().map(field -> row.<@Nullable Object>getAs(field.id())).toArray());
    }
    return this;
  }

  List<Field> fields() {
    return fields;
  }

  List<List<@Nullable Object>> values() {
    return values;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Date day) {
      return day.toLocalDate().toString();
    }
    if (value instanceof Timestamp moment) {
      return moment.toInstant().toString();
    }
    if (value instanceof BigDecimal amount) {
      return new BigDecimal(amount.stripTrailingZeros().toPlainString());
    }
    return value instanceof Double number && !Double.isFinite(number) ? null : value;
  }
}
