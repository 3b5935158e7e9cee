package io.lakeprint.common.lake;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.lakeprint.common.tables.TableSpec;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;

/** Runs a write, again when another commit got in between, and tells what it did. */
record Commits(int attempts) {

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);

  /** One try of a write. */
  @FunctionalInterface
  interface Write {
    void to(String location);
  }

  WriteResult run(TableSpec table, SparkSession spark, String location, Write write) {
    CommitLog log = CommitLog.of(spark, location);
    long before = log.latest();
    for (int attempt = 1; ; attempt++) {
      try {
        write.to(location);
        break;
      } catch (DeltaConcurrentModificationException e) {
        if (attempt >= attempts) {
          throw LakeErrors.commitConflict(table, attempt, e);
        }
        backOff(attempt);
      }
    }
    long after = log.latest();
    return after == before
        ? WriteResult.unchanged(table, before)
        : result(table, log.at(after).orElseThrow());
  }

  private static WriteResult result(TableSpec table, CommitLog.Commit commit) {
    return commit.metrics().containsKey("numTargetRowsInserted")
        ? new WriteResult(
            table,
            commit.version(),
            commit.count("numTargetRowsInserted"),
            commit.count("numTargetRowsUpdated"),
            commit.count("numTargetRowsDeleted"))
        : new WriteResult(
            table,
            commit.version(),
            commit.count("numOutputRows"),
            0,
            commit.count("numDeletedRows"));
  }

  private static void backOff(int attempt) {
    try {
      Thread.sleep(FIRST_BACK_OFF.multipliedBy(1L << Math.min(attempt, 6)).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while retrying a commit", e);
    }
  }
}
