package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static scala.jdk.javaapi.CollectionConverters.asScala;

import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.VaultTable;
import io.lakeprint.jobs.ingest.read.RecordColumns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Puts the encrypted values of a batch's identifiers into the vault, each once.
 *
 * <p>Most identifiers of a day are known. So a batch keeps a short key per identifier, and only
 * where the vault lacks one is a record looked at again that has it.
 *
 * <p>Sources that are read side by side may bring the same identifier: one at a time looks what is
 * missing and writes it. No other run writes the table while ingest or replay holds its lease.
 *
 * @param lake the lake
 */
record Vaulting(Lake lake) {

  /** Keys of the identifiers of a record; null where it has none to keep. */
  static final String KEYS = "_vault_keys";

  private static final Object ONE_AT_A_TIME = new Object();
  private static final String KEY = "_vault_key";
  private static final String FIRST = "_first";
  private static final String ENTRY = "_entry";

  /** Version mark and 132 bits of a token: as good as all of it at half the memory. */
  private static final int KEY_LENGTH = 25;

  /** {@link #KEYS} of a mapped record; {@code types} are those that the vault keeps. */
  static Column keys(Set<String> types) {
    Column kept = filter(EventsTable.IDS.col(), id -> id.getField("type").isin(types.toArray()));
    return when(size(kept).gt(0), transform(kept, id -> key(id.getField("value"))));
  }

  /**
   * Writes what the vault lacks.
   *
   * @param accepted position and {@link #KEYS} of records that became events or repeat one
   * @param at the mapped records at some positions, with their encrypted values
   * @return what was written; empty when there was nothing new
   */
  Optional<WriteResult> add(Batch batch, Dataset<Row> accepted, UnaryOperator<Dataset<Row>> at) {
    Dataset<Row> keys =
        accepted
            .where(col(KEYS).isNotNull())
            .select(
                explode(col(KEYS)).as(KEY),
                struct(col(RecordColumns.FILE), col(RecordColumns.OFFSET)).as(FIRST))
            .groupBy(col(KEY))
            .agg(min(col(FIRST)).as(FIRST));
    synchronized (ONE_AT_A_TIME) {
      Dataset<Row> known = lake.read(VaultTable.SPEC).select(key(VaultTable.TOKEN.col()).as(KEY));
      try (Cached missing =
          Cached.of(keys.join(known, asScala(List.of(KEY)).toSeq(), "left_anti"))) {
        if (missing.rows().isEmpty()) {
          return Optional.empty();
        }
        return Optional.of(
            lake.append(
                VaultTable.SPEC,
                entries(batch, missing.rows(), at),
                new Transaction(batch.application(), batch.number())));
      }
    }
  }

  /** The missing identifiers, each as the first record that has it says it: all say the same. */
  private static Dataset<Row> entries(
      Batch batch, Dataset<Row> missing, UnaryOperator<Dataset<Row>> at) {
    Dataset<Row> positions = missing.select(col(FIRST + ".*")).distinct();
    return at.apply(positions)
        .select(explode(col(MappedColumns.VAULTED)).as(ENTRY))
        .select(col(ENTRY + ".*"))
        .withColumn(KEY, key(col("token")))
        .join(missing.select(col(KEY)), asScala(List.of(KEY)).toSeq(), "left_semi")
        .dropDuplicates(new String[] {KEY})
        .select(
            VaultTable.ID_TYPE.is(col("type")),
            VaultTable.SCOPE.is(col("scope")),
            VaultTable.TOKEN.is(col("token")),
            VaultTable.SEALED_VALUE.is(col("sealed")),
            VaultTable.KEY_VERSION.is(col("key_version")),
            VaultTable.BATCH_ID.is(lit(batch.id())));
  }

  private static Column key(Column token) {
    return substring(token, 1, KEY_LENGTH);
  }
}
