package io.lakeprint.common.run;

import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.UsageException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * @param defined gets what was looked at, ids by kind of definition
 */
public record CheckContext(
    LakeConfig config,
    SparkSession spark,
    Problems problems,
    SortedMap<String, Set<String>> defined) {

  public CheckContext(LakeConfig config, SparkSession spark, Problems problems) {
    this(config, spark, problems, new TreeMap<>());
  }

  /** Checks the settings of a job, first each for itself and then together. */
  public <C extends Record> void check(Job<C> job) {
    settings(job.spec().configPath(), job.spec().config()).ifPresent(own -> job.check(this, own));
  }

  /** Checks the settings of a job that is about to run: what only a call can say is there, too. */
  public <C extends Record> void checkCall(Job<C> job) {
    settings(job.spec().configPath(), job.spec().config())
        .ifPresent(
            own -> {
              job.check(this, own);
              job.checkCall(this, own);
            });
  }

  /**
   * Notes which definitions of a kind were looked at.
   *
   * @param kind what they are, in the plural
   */
  public void define(String kind, Collection<String> ids) {
    defined.computeIfAbsent(kind, none -> new TreeSet<>()).addAll(ids);
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
