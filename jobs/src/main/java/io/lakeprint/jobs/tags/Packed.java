package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.people.DeedTally;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.Types;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;

/**
 * The columns in which rows of every input go through the one shuffle, by position; behind them
 * come numbers, and marks of what the row is about for conditions on behaviour. What an input does
 * not have, or nobody asks for, is null.
 *
 * @param numbers how many numbers the rows of the widest input have
 * @param marks words of marks
 */
record Packed(int numbers, int marks) implements Serializable {

  private static final long serialVersionUID = 1L;

  static final int ONE_ID = 0;

  /** Number of a {@link RowKind}; null = the person itself. */
  static final int KIND = 1;

  /** Days since 1970. */
  static final int DAY = 2;

  /** Currency of amounts, value of the dimension, or order of the event. */
  static final int LABEL = 3;

  /** How many things the row stands for. */
  static final int COUNT = 4;

  /** Microseconds since 1970. */
  static final int FIRST_AT = 5;

  static final int LAST_AT = 6;

  /** A bit for each flag that is asked for. */
  static final int FLAGS = 7;

  private static final List<DataType> TYPES =
      List.of(
          Types.STRING,
          Types.INT,
          Types.INT,
          Types.STRING,
          Types.LONG,
          Types.LONG,
          Types.LONG,
          Types.LONG);

  /** Engaged time comes as fractions of seconds: thousandths are kept. */
  private static final DecimalType FRACTION = DataTypes.createDecimalType(18, 3);

  /** A row, as far as tags ask for it. */
  Line line(Row row) {
    return new Line(row, TYPES.size(), numbers);
  }

  /** A row, as far as conditions on behaviour look at it; null = not at all. */
  DeedTally.@Nullable Entry entry(Row row) {
    long[] words = new long[marks];
    boolean any = false;
    for (int word = 0; word < marks; word++) {
      words[word] = orZero(row, TYPES.size() + numbers + word);
      any |= words[word] != 0;
    }
    return any
        ? new DeedTally.Entry(
            row.getInt(DAY), orZero(row, COUNT), orZero(row, FIRST_AT), row.getString(LABEL), words)
        : null;
  }

  /** The whole number at a position; 0 where there is none. */
  static long orZero(Row row, int position) {
    return row.isNullAt(position) ? 0 : row.getLong(position);
  }

  /** Decimals of a column's numbers. */
  static int scale(ColumnSpec column) {
    DataType type = column.type();
    return type.equals(Types.DOUBLE)
        ? FRACTION.scale()
        : type instanceof DecimalType decimal ? decimal.scale() : 0;
  }

  /** A number in units of its last decimal, which add up exactly in any order; null = not said. */
  static Column whole(ColumnSpec column) {
    int scale = scale(column);
    if (scale == 0) {
      return column.col();
    }
    Column exact = column.type().equals(Types.DOUBLE) ? column.col().cast(FRACTION) : column.col();
    return exact.multiply(lit(BigDecimal.TEN.pow(scale)));
  }

  /** Rows that have these columns alone, by position. */
  Dataset<Row> select(Dataset<Row> rows, Map<Integer, Column> columns) {
    return select(rows, columns, List.of(), List.of());
  }

  /** The same with numbers and words of marks, in their order. */
  Dataset<Row> select(
      Dataset<Row> rows, Map<Integer, Column> columns, List<Column> numbered, List<Column> marked) {
    List<Column> packed = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) {
      packed.add(columns.getOrDefault(i, lit(null)).cast(TYPES.get(i)).as("c" + i));
    }
    add(packed, "n", numbered, numbers);
    add(packed, "m", marked, marks);
    return rows.select(packed.toArray(Column[]::new));
  }

  private static void add(List<Column> packed, String name, List<Column> given, int count) {
    for (int i = 0; i < count; i++) {
      Column value = i < given.size() ? given.get(i) : lit(null);
      packed.add(value.cast(Types.LONG).as(name + i));
    }
  }
}
