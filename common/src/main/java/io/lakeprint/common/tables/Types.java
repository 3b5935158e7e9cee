package io.lakeprint.common.tables;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

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
}
