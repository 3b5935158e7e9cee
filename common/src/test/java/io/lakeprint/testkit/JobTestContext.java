package io.lakeprint.testkit;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.lake.CommitStamp;
import io.lakeprint.common.lake.DeltaLake;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.LakeManifest;
import io.lakeprint.common.lake.LakeSettings;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.TableSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a job gets in a test: a real lake in a folder, the shipped configuration under some
 * settings, the business zone Asia/Shanghai.
 */
public record JobTestContext(Lake lake, LocalDate asOf, LakeConfig config) implements JobContext {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** A lake in {@code folder}; {@code settings} are written as for {@code --set}. */
  public static JobTestContext in(
      Path folder, SparkSession spark, LocalDate asOf, String... settings) {
    Lake lake =
        DeltaLake.open(
            spark,
            new LakeSettings(
                folder.resolve("lake").toString(),
                new LakeSettings.Catalog(""),
                Duration.ofSeconds(5),
                1,
                "CNY"),
            new LakeManifest(ZONE, "CNY", "test"),
            new CommitStamp("test", "test", asOf));
    LakeConfig config =
        ConfigLoader.load(List.of(), List.of(settings), JobTestContext.class.getClassLoader());
    return new JobTestContext(lake, asOf, config);
  }

  /** Runs a job with its configuration. */
  public <C extends Record> JobReport run(Job<C> job) {
    return job.run(this, config.bind(job.spec().configPath(), job.spec().config()));
  }

  @Override
  public ZoneId zone() {
    return ZONE;
  }

  @Override
  public String runId() {
    return "test";
  }

  @Override
  public <T extends Record> T settings(String path, Class<T> type) {
    return config.bind(path, type);
  }

  @Override
  public boolean dryRun() {
    return false;
  }

  @Override
  public void progress(String step) {
    // Nobody watches.
  }

  @Override
  public Dataset<Row> input(TableSpec table) {
    return lake.read(table);
  }
}
