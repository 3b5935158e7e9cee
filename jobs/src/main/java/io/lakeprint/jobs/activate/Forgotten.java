package io.lakeprint.jobs.activate;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.OutboxTable;
import java.util.List;
import java.util.Locale;

/** Activations that somebody took out of the configuration while their destinations had targets. */
final class Forgotten {

  private Forgotten() {}

  /** A sentence for each: what was taken for a deletion is none at the destination. */
  static List<String> told(Lake lake, ActivationsConfig config) {
    if (!lake.exists(OutboxTable.SPEC)) {
      return List.of();
    }
    // As many rows as there are activations.
    return lake
        .read(OutboxTable.SPEC)
        .where(OutboxTable.SENT_HASH.col().isNotNull())
        .groupBy(OutboxTable.ACTIVATION.col())
        .agg(count(lit(1)))
        .orderBy(OutboxTable.ACTIVATION.col())
        .collectAsList()
        .stream()
        .filter(row -> !config.definitions().containsKey(row.getString(0)))
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "%s is no longer defined, and its destination still has %,d targets: define it"
                        + " with an empty audience and allow-empty = true to take them back",
                    row.getString(0),
                    row.getLong(1)))
        .toList();
  }
}
