package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import io.lakeprint.common.tables.OutboxTable;
import io.lakeprint.common.tables.VaultTable;
import io.lakeprint.jobs.activate.udf.TargetFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What is pending, as the destination gets it: {@code target_key}, {@code change}, the target under
 * its name at the destination (null where its value cannot be told), and the fields (null where it
 * is removed). In the order of the keys, and opened only after they are in order, so that no clear
 * value is in a shuffle. Deterministic.
 *
 * @param rule the target
 * @param types types of the fields
 * @param open opens and writes a target
 */
record OutgoingTransform(TargetRule rule, StructType types, TargetFunction open) {

  private static final String SEALED = "_sealed";
  private static final String VERSION = "_version";

  Dataset<Row> apply(Dataset<Row> pending, Dataset<Row> vault) {
    Dataset<Row> sealed =
        vault
            .where(VaultTable.ID_TYPE.col().equalTo(rule.id()))
            .select(
                VaultTable.ID_TYPE.col(),
                VaultTable.SCOPE.col(),
                VaultTable.TOKEN.col().as(OutboxTable.ID_VALUE.name()),
                VaultTable.SEALED_VALUE.col().as(SEALED),
                VaultTable.KEY_VERSION.col().as(VERSION));
    List<Column> columns = new ArrayList<>();
    columns.add(OutboxTable.TARGET_KEY.col());
    columns.add(OutboxTable.CHANGE.col());
    columns.add(
        open.apply(
                OutboxTable.ID_TYPE.col(),
                OutboxTable.SCOPE.col(),
                OutboxTable.ID_VALUE.col(),
                col(SEALED),
                col(VERSION))
            .as(rule.name()));
    for (String field : types.fieldNames()) {
      columns.add(OutboxTable.FIELDS.col().getField(field).as(field));
    }
    Dataset<Row> typed =
        types.isEmpty()
            ? pending
            : pending.withColumn(
                OutboxTable.FIELDS.name(), from_json(OutboxTable.FIELDS.col(), types));
    return typed
        .join(
            sealed,
            new String[] {
              OutboxTable.ID_TYPE.name(), OutboxTable.SCOPE.name(), OutboxTable.ID_VALUE.name()
            },
            "left")
        .orderBy(OutboxTable.TARGET_KEY.col())
        .select(columns.toArray(Column[]::new));
  }
}
