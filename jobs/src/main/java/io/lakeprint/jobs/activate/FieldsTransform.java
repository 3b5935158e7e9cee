package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.lakeprint.common.privacy.Tokens;
import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.common.tables.PortraitsTable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What a destination gets to know of its targets, as JSON with the fields in the order of their
 * names, and the hash of that text and of everything else that it is told by. A person without a
 * portrait has null in every field.
 *
 * @param fields name at the destination, and SQL over the columns of portraits
 * @param manner how and where it is told: said otherwise or to somebody else, all of it is new
 */
record FieldsTransform(Map<String, String> fields, String manner) {

  /**
   * Rows of {@link TargetsTransform} in; the same with {@code fields} and {@code wanted_hash} out.
   *
   * @param portraits {@code PortraitsTable} rows with all their columns
   */
  Dataset<Row> apply(Dataset<Row> targets, Dataset<Row> portraits) {
    if (fields.isEmpty()) {
      return hashed(targets, lit("{}"));
    }
    Dataset<Row> values =
        portraits.select(
            PortraitsTable.ONE_ID.col(), struct(columns(fields)).as(OutboxTable.FIELDS.name()));
    Dataset<Row> joined = targets.join(values, new String[] {OutboxTable.ONE_ID.name()}, "left");
    return hashed(
        joined,
        to_json(
            struct(
                new TreeMap<>(fields)
                    .keySet().stream()
                        .map(name -> OutboxTable.FIELDS.col().getField(name).as(name))
                        .toArray(Column[]::new)),
            Map.of("ignoreNullFields", "false")));
  }

  private Dataset<Row> hashed(Dataset<Row> targets, Column json) {
    return targets
        .withColumn(OutboxTable.FIELDS.name(), json)
        .withColumn(
            OutboxTable.WANTED_HASH.name(),
            sha2(
                concat_ws(String.valueOf(Tokens.SEPARATOR), lit(manner), OutboxTable.FIELDS.col())
                    .cast("binary"),
                256));
  }

  /** Types of the fields, which the analyser derives. */
  static StructType types(Dataset<Row> portraits, Map<String, String> fields) {
    return portraits.select(columns(fields)).schema();
  }

  private static Column[] columns(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(field -> expr(field.getValue()).as(field.getKey()))
            .toArray(Column[]::new);
  }
}
