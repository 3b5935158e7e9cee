package io.lakeprint.common.cli.doctor;

import io.delta.tables.DeltaTable;
import io.lakeprint.common.config.ByteSize;
import io.lakeprint.common.lake.TableHealth;
import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.common.tables.TableCatalog;
import io.lakeprint.common.tables.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How the tables of a lake stand.
 *
 * @param spark reads their logs
 * @param root where the lake is
 */
record TableFindings(SparkSession spark, String root) {

  private static final String CHECK = "tables";

  /** Files of a table that optimize could join, from which on reading it takes longer for them. */
  private static final long MANY_FILES = 100;

  private static final long SMALL_FILE = 16L << 20;

  /** Of a partitioned table, whose files are at least as many as its partitions. */
  private static final long MANY_PARTITION_FILES = 10_000;

  /** Delta makes a checkpoint every ten commits; so many without one mean that it cannot. */
  private static final long MANY_COMMITS = 200;

  private static final long LARGE_LOG = 1L << 30;

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    long tables = 0;
    long files = 0;
    long bytes = 0;
    for (TableSpec table : TableCatalog.all()) {
      try {
        Optional<TableHealth> health = TableHealth.of(spark, root, table);
        if (health.isPresent()) {
          tables++;
          files += health.get().files();
          bytes += health.get().bytes();
          findings.addAll(of(health.get()));
        }
      } catch (Exception e) { // Spark's own are checked, and not declared
        findings.add(unreadable(table, e));
      }
    }
    String found = String.format("%d, %,d files, %s", tables, files, new ByteSize(bytes).told());
    findings.add(0, Finding.ok(CHECK, found));
    return findings;
  }

  /** The rows of {@code ops.runs}; empty where there is none. */
  Optional<Dataset<Row>> ledger() {
    String location = root + "/" + RunsTable.SPEC.area() + "/" + RunsTable.SPEC.table();
    return DeltaTable.isDeltaTable(spark, location)
        ? Optional.of(spark.read().format("delta").load(location))
        : Optional.empty();
  }

  static List<Finding> of(TableHealth health) {
    List<Finding> findings = new ArrayList<>();
    String name = health.table().name();
    if (!health.clashes().isEmpty()) {
      findings.add(
          new Finding(
              CHECK,
              Finding.State.FAIL,
              name + ": " + String.join("; ", health.clashes()),
              "run the version that wrote it, or move the table away and rebuild it",
              3));
    }
    if (health.table().exchange() && health.readerVersion() > 1) {
      findings.add(
          Finding.warn(
              CHECK,
              name + " asks readers for version " + health.readerVersion() + " of Delta's protocol",
              "not every BI tool reads it: somebody altered the table; move it away and rebuild it"));
    }
    if (hasManyFiles(health)) {
      findings.add(
          Finding.warn(
              CHECK,
              String.format(
                  "%s has %,d files of %s on average",
                  name, health.files(), new ByteSize(health.meanBytes()).told()),
              "lakeprint optimize --set optimize.tables=[" + name + "] joins them"));
    }
    if (health.log().commits() > MANY_COMMITS || health.log().bytes() > LARGE_LOG) {
      findings.add(
          Finding.warn(
              CHECK,
              String.format(
                  "%s has a log of %s, %,d commits after its last checkpoint",
                  name, new ByteSize(health.log().bytes()).told(), health.log().commits()),
              "readers go through all of it; see delta.checkpointInterval and"
                  + " delta.logRetentionDuration of the table"));
    }
    return findings;
  }

  private static boolean hasManyFiles(TableHealth health) {
    return health.table().partitionBy().isEmpty()
        ? health.files() >= MANY_FILES && health.meanBytes() < SMALL_FILE
        : health.files() >= MANY_PARTITION_FILES;
  }

  private static Finding unreadable(TableSpec table, Exception e) {
    return new Finding(
        CHECK,
        Finding.State.FAIL,
        table.name()
            + " cannot be read: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()),
        "restore it from a backup, or move it away and rebuild it",
        3);
  }
}
