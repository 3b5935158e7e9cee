package io.lakeprint.jobs.tags;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Tells the type of a SQL expression without computing anything. */
@FunctionalInterface
interface ExpressionTypes {

  /**
   * The type of {@code sql} over the columns of {@code schema}.
   *
   * @throws IllegalArgumentException saying why it has none
   */
  DataType of(String sql, StructType schema);
}
