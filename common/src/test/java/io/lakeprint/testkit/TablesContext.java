package io.lakeprint.testkit;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.TableSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a job that only reads sees, from rows in memory: a table that was not given has no rows.
 * There is no lake.
 */
public final class TablesContext implements JobContext {

  private final SparkSession spark;
  private final LocalDate asOf;
  private final ZoneId zone;
  private final LakeConfig config;
  private final Map<String, Dataset<Row>> tables = new ConcurrentHashMap<>();

  /** No rows yet, at the end of {@code asOf}, under the settings of {@code reference.conf}. */
  public TablesContext(SparkSession spark, ZoneId zone, LocalDate asOf, String... settings) {
    this.spark = spark;
    this.asOf = asOf;
    this.zone = zone;
    this.config =
        ConfigLoader.load(List.of(), List.of(settings), TablesContext.class.getClassLoader());
  }

  /** Gives a table its rows. */
  public TablesContext with(TableSpec table, TableRows rows) {
    return with(table, rows.on(spark));
  }

  /** Gives a table its rows, which may have more columns than are declared. */
  public TablesContext with(TableSpec table, Dataset<Row> rows) {
    tables.put(table.name(), rows);
    return this;
  }

  @Override
  public Dataset<Row> input(TableSpec table) {
    return tables.computeIfAbsent(
        table.name(), name -> spark.createDataFrame(List.of(), table.schema()));
  }

  @Override
  public SparkSession spark() {
    return spark;
  }

  @Override
  public Lake lake() {
    throw new UnsupportedOperationException("rows in memory are no lake");
  }

  @Override
  public LocalDate asOf() {
    return asOf;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public String runId() {
    return "trial";
  }

  @Override
  public <T extends Record> T settings(String path, Class<T> type) {
    return config.bind(path, type);
  }

  @Override
  public boolean dryRun() {
    return false;
  }

  /** The noon after the as-of day, in the business zone. */
  @Override
  public Instant now() {
    return asOf.plusDays(1).atTime(12, 0).atZone(zone).toInstant();
  }

  @Override
  public void print(String line) {}

  @Override
  public void progress(String step) {}
}
