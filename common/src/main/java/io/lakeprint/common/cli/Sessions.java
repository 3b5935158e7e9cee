package io.lakeprint.common.cli;

import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.files.ClusterDefaults;
import io.lakeprint.common.files.LocalDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark as Lakeprint needs it, whoever submitted it. */
final class Sessions {

  /** Needed for the right answers; what the submitter says otherwise is overruled. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.ansi.enabled", "true");

  /**
   * Good for Lakeprint's tables; what the submitter says otherwise stands.
   *
   * <p>{@code hugeMethodLimit}: the JVM never compiles a method of more than 8,000 bytes, and a
   * stage over the columns of an event makes one of 20,000 and more: it would be interpreted, row
   * by row. Past the limit Spark generates one small class per operator instead.
   *
   * <p>{@code allFilesInCrc}: Delta lists all files of a small table in the checksum of each
   * commit, which costs a query per commit, and Spark never reads that list.
   *
   * <p>{@code outputTimestampType}: the 12 bytes that Parquet calls deprecated, Spark's default,
   * take longer to write and to read than a number, and say nothing of what a row group holds.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "spark.sql.codegen.hugeMethodLimit", "8000",
          "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
          "spark.databricks.delta.allFilesInCrc.enabled", "false");

  private Sessions() {}

  static SparkSession start(LakeConfig config) {
    requireOpenModules();
    SparkSession.Builder builder = SparkSession.builder().appName("lakeprint");
    REQUIRED.forEach(builder::config);
    SparkConf submitted = new SparkConf();
    Map<String, String> defaults = new HashMap<>(DEFAULTS);
    if (submitted.get("spark.master", "").startsWith("local")) {
      defaults.putAll(LocalDisk.SPARK_SETTINGS);
    }
    defaults.forEach(
        (key, value) -> {
          if (!submitted.contains(key)) {
            builder.config(key, value);
          }
        });
    config.bind("spark", SparkSettings.class).conf().forEach(builder::config);
    SparkSession session = builder.getOrCreate();
    if (session.sparkContext().isLocal()) {
      useLocalDisk(session.sparkContext().hadoopConfiguration());
      ClusterDefaults.drop(session.sparkContext().hadoopConfiguration());
    }
    return session;
  }

  /**
   * Spark gives these flags to every driver but those that a standalone worker starts, and then
   * fails at the first date, which it hands to classes of the JDK that are closed.
   */
  private static void requireOpenModules() {
    if (!Object.class.getModule().isOpen("sun.util.calendar", SparkSession.class.getModule())) {
      throw new UsageException(
          "JVM_FLAGS_MISSING",
          "This JVM was started without the module flags that Spark needs on Java 17.",
          "A standalone cluster starts a driver without them.",
          "Use bin/lakeprint, which adds them, or set spark.driver.extraJavaOptions:"
              + " docs/launching.md has them.");
    }
  }

  /**
   * Spark asked for one before it knew our classes, and Hadoop would hand that one out for ever.
   */
  private static void useLocalDisk(Configuration hadoop) {
    try {
      FileSystem.getLocal(hadoop).close();
      FileSystem.getLocal(hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Section {@code spark}.
   *
   * @param conf Spark settings of the session, below those of the submitter's command line only
   *     where Spark says so
   */
  record SparkSettings(Map<String, String> conf) {}
}
