package io.lakeprint.jobs.tags.tools;

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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A run over rows in memory, which no lake is behind. */
record Trial(SparkSession spark, LocalDate asOf, ZoneId zone, Map<TableSpec, Dataset<Row>> inputs)
    implements JobContext {

  @Override
  public Dataset<Row> input(TableSpec table) {
    return inputs.getOrDefault(table, spark.createDataFrame(List.of(), table.schema()));
  }

  @Override
  public <T extends Record> T settings(String path, Class<T> type) {
    LakeConfig config = ConfigLoader.load(List.of(), List.of(), Trial.class.getClassLoader());
    return config.bind(path, type);
  }

  @Override
  public Lake lake() {
    throw new IllegalStateException("a preview touches no lake");
  }

  @Override
  public String runId() {
    return "trial";
  }

  @Override
  public boolean dryRun() {
    return false;
  }

  @Override
  public Instant now() {
    return asOf.plusDays(1).atTime(12, 0).atZone(zone).toInstant();
  }

  @Override
  public void print(String line) {}

  @Override
  public void progress(String step) {}
}
