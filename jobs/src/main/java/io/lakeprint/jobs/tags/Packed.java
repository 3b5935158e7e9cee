package io.lakeprint.jobs.tags;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.Types;
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

/**
 * The columns in which rows of every input go through the one shuffle, by position; behind them
 * come the {@link #number}s. What an input does not have, or nobody asks for, is null.
 */
final class Packed {

  static final int ONE_ID = 0;

  /** Number of a {@link RowKind}; null = the person itself. */
  static final int KIND = 1;

  /** Days since 1970. */
  static final int DAY = 2;

  /** Currency of amounts, or value of the dimension. */
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

  private Packed() {}

  /** Position of the n-th number of a row, see {@link #whole}. */
  static int number(int n) {
    return TYPES.size() + n;
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

  /**
   * The rows in these columns.
   *
   * @param columns by position
   * @param numbers in their order
   * @param widest how many numbers the rows of the widest input have
   */
  static Dataset<Row> select(
      Dataset<Row> rows, Map<Integer, Column> columns, List<Column> numbers, int widest) {
    List<Column> packed = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) {
      packed.add(columns.getOrDefault(i, lit(null)).cast(TYPES.get(i)).as("c" + i));
    }
    for (int n = 0; n < widest; n++) {
      Column number = n < numbers.size() ? numbers.get(n) : lit(null);
      packed.add(number.cast(Types.LONG).as("n" + n));
    }
    return rows.select(packed.toArray(Column[]::new));
  }
}
