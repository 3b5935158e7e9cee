package io.lakeprint.common.cli;

import io.delta.tables.DeltaTable;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.lake.LakeSettings;
import io.lakeprint.common.tables.RunsTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads the ledger without the right to write the lake: needs no secret and takes no lease. */
record LedgerReader(SparkSession spark, String location) {

  static LedgerReader open(RunOptions options) {
    LakeConfig config = options.load();
    String root = config.bind("lake", LakeSettings.class).root();
    return new LedgerReader(
        Sessions.start(config), root + "/" + RunsTable.SPEC.name().replace('.', '/'));
  }

  /** All rows of {@code ops.runs}. */
  Dataset<Row> rows() {
    if (!DeltaTable.isDeltaTable(spark, location)) {
      throw new InputContractException(
          "NO_LEDGER",
          "There is no ledger at " + location + ".",
          "Nothing has run in this lake.",
          "Check lake.root (--config, --set lake.root=…).");
    }
    return spark.read().format("delta").load(location);
  }
}
