package io.lakeprint.common.tables;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** The column types in use, by the names that declarations read well with. */
public final class Types {
  public static final DataType STRING = DataTypes.StringType;
  public static final DataType LONG = DataTypes.LongType;
  public static final DataType INT = DataTypes.IntegerType;
  public static final DataType DOUBLE = DataTypes.DoubleType;
  public static final DataType BOOLEAN = DataTypes.BooleanType;
  public static final DataType DATE = DataTypes.DateType;
  public static final DataType BINARY = DataTypes.BinaryType;

  /** An instant, UTC. */
  public static final DataType TIMESTAMP = DataTypes.TimestampType;

  /** Money: fourteen digits before the point, four after. */
  public static final DataType MONEY = DataTypes.createDecimalType(18, 4);

  /** Pieces, weights and lengths sold. */
  public static final DataType PIECES = DataTypes.createDecimalType(18, 4);

  public static final DataType STRINGS = DataTypes.createArrayType(DataTypes.StringType, false);
  public static final DataType LONGS = DataTypes.createArrayType(DataTypes.LongType, false);
  public static final DataType STRING_MAP =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true);

  private Types() {}

  /** Whether both are one type, whatever either says of nulls, which a table itself enforces. */
  public static boolean same(DataType left, DataType right) {
    if (left instanceof ArrayType a && right instanceof ArrayType b) {
      return same(a.elementType(), b.elementType());
    }
    if (left instanceof MapType a && right instanceof MapType b) {
      return same(a.keyType(), b.keyType()) && same(a.valueType(), b.valueType());
    }
    if (left instanceof StructType a && right instanceof StructType b) {
      return Arrays.equals(a.fieldNames(), b.fieldNames())
          && IntStream.range(0, a.length())
              .allMatch(i -> same(a.fields()[i].dataType(), b.fields()[i].dataType()));
    }
    return left.equals(right);
  }
}
