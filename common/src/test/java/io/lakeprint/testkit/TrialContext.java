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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs jobs on a real lake in a folder, with the settings of {@code reference.conf} and without
 * launcher and ledger: for tests of what a job writes.
 */
public record TrialContext(
    Lake lake,
    LocalDate asOf,
    ZoneId zone,
    LakeConfig config,
    boolean dryRun,
    Consumer<String> printed)
    implements JobContext {

  /** One whose lines nobody reads. */
  public TrialContext(Lake lake, LocalDate asOf, ZoneId zone, LakeConfig config, boolean dryRun) {
    this(lake, asOf, zone, config, dryRun, line -> {});
  }

  /** A lake in {@code folder} at the end of {@code asOf}, created on first use. */
  public static TrialContext at(
      SparkSession spark, Path folder, ZoneId zone, LocalDate asOf, String... settings) {
    LakeSettings lake =
        new LakeSettings(
            folder.toUri().toString(),
            new LakeSettings.Catalog(""),
            Duration.ofSeconds(1),
            2,
            "EUR");
    return new TrialContext(
        DeltaLake.open(
            spark,
            lake,
            new LakeManifest(zone, "EUR", "trial"),
            new CommitStamp("trial", "trial", asOf),
            notice -> {}),
        asOf,
        zone,
        ConfigLoader.load(List.of(), List.of(settings), TrialContext.class.getClassLoader()),
        false);
  }

  /** The same for a run that may write nothing. */
  public TrialContext dry() {
    return new TrialContext(lake, asOf, zone, config, true, printed);
  }

  /** The same, with somebody who reads the lines it prints. */
  public TrialContext printing(Consumer<String> reader) {
    return new TrialContext(lake, asOf, zone, config, dryRun, reader);
  }

  /** Runs the job with its settings. */
  public <C extends Record> JobReport run(Job<C> job) {
    return job.run(this, settings(job.spec().configPath(), job.spec().config()));
  }

  @Override
  public String runId() {
    return "trial";
  }

  @Override
  public <T extends Record> T settings(String path, Class<T> type) {
    return config.bind(path, type);
  }

  /** The noon after the as-of day, in the business zone. */
  @Override
  public Instant now() {
    return asOf.plusDays(1).atTime(12, 0).atZone(zone).toInstant();
  }

  @Override
  public void print(String line) {
    printed.accept(line);
  }

  @Override
  public void progress(String step) {}

  @Override
  public Dataset<Row> input(TableSpec table) {
    return lake.read(table);
  }
}
