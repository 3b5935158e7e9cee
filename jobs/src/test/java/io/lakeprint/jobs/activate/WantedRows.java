package io.lakeprint.jobs.activate;

import io.lakeprint.common.tables.OutboxTable;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a destination shall have, as {@link FieldsTransform} says it. */
final class WantedRows {

  private static final StructType SCHEMA =
      new StructType()
          .add(OutboxTable.TARGET_KEY.name(), DataTypes.StringType)
          .add(OutboxTable.ONE_ID.name(), DataTypes.StringType)
          .add(OutboxTable.ID_TYPE.name(), DataTypes.StringType)
          .add(OutboxTable.SCOPE.name(), DataTypes.StringType)
          .add(OutboxTable.ID_VALUE.name(), DataTypes.StringType)
          .add(OutboxTable.FIELDS.name(), DataTypes.StringType)
          .add(OutboxTable.WANTED_HASH.name(), DataTypes.StringType);

  private WantedRows() {}

  /**
   * A row per target, all of one person.
   *
   * @param values value of each target
   */
  static Dataset<Row> of(SparkSession spark, Map<String, String> values, String person) {
    return spark.createDataFrame(
        values.entrySet().stream()
            .map(
                entry ->
                    RowFactory.create(
                        entry.getKey(),
                        person,
                        "phone",
                        "",
                        "v1_" + entry.getKey(),
                        entry.getValue(),
                        hash(entry.getValue())))
            .toList(),
        SCHEMA);
  }

  /** The hash of a value. */
  static String hash(String value) {
    return "hash of " + value;
  }
}
