package io.lakeprint.jobs.vault;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.privacy.VaultKeys;
import io.lakeprint.common.privacy.udf.PrivacyUdfs;
import io.lakeprint.common.tables.VaultTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Seals values of the vault with other keys. {@code VaultTable} rows in, the same rows out with
 * another {@code sealed_value} and {@code key_version}; a value that does not open comes out null.
 * Deterministic.
 *
 * @param keys the keys of now and of before
 */
record ResealTransform(VaultKeys keys) {

  Dataset<Row> apply(Dataset<Row> vault) {
    return vault
        .withColumn(
            VaultTable.SEALED_VALUE.name(),
            PrivacyUdfs.reseal(
                VaultTable.ID_TYPE.col(),
                VaultTable.SCOPE.col(),
                VaultTable.SEALED_VALUE.col(),
                VaultTable.KEY_VERSION.col(),
                keys))
        .withColumn(VaultTable.KEY_VERSION.name(), lit(keys.version()))
        .select(VaultTable.SPEC.cols());
  }
}
