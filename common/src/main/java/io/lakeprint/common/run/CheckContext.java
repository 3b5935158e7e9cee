package io.lakeprint.common.run;

import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.UsageException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * What a job may look at to check its settings before any job of the run starts: the configuration
 * and Spark's analyser. No lake and no source: they may not be there yet.
 *
 * @param config the configuration
 * @param spark for what only Spark can judge, such as the type of an expression
 * @param problems gets everything that is wrong
 */
public record CheckContext(LakeConfig config, SparkSession spark, Problems problems) {

  /** Checks the settings of a job, first each for itself and then together. */
  public <C extends Record> void check(Job<C> job) {
    settings(job.spec().configPath(), job.spec().config()).ifPresent(own -> job.check(this, own));
  }

  /** Another section; empty when it has problems, which are noted. */
  public <T extends Record> Optional<T> settings(String path, Class<T> type) {
    return config.bind(path, type, problems);
  }

  /** Notes the usage error that {@code check} ends with, if any, as a problem at {@code path}. */
  public void attempt(String path, Runnable check) {
    try {
      check.run();
    } catch (UsageException e) {
      problems.add(
          path,
          null,
          Stream.of(e.what(), e.why(), e.next())
              .map(sentence -> sentence.replaceAll("\\.$", ""))
              .collect(Collectors.joining("; ")));
    }
  }
}
