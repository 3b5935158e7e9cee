package io.lakeprint.common.lake;

import io.lakeprint.common.tables.TableSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Files of a table that no row is in any more, and that change feeds may need.
 *
 * <p>Delta 4.4 ignores the hours that a VACUUM names, and forgets which files were deleted when
 * once the table's own retention is over: keeping them longer for a reader means no VACUUM at all.
 *
 * @param lake the lake
 * @param table the table
 */
record OldFiles(Lake lake, TableSpec table) {

  /** Delta's switch for refusing versions older than the retention even where their files exist. */
  static final String REFUSE_OLD_VERSIONS =
      "spark.databricks.delta.vacuum.enforceTimeTravelWithinDeletedFileRetentionDuration";

  /** Tasks that list the table's folder: Spark's 10,000 cost minutes where there are few files. */
  private static final String LISTING_TASKS =
      "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  /** A commit may have begun this long before the one in front of it ended. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  /**
   * Since when somebody has had the table's changes still to read, where that is longer ago than
   * files are kept; empty when nobody would miss any.
   *
   * @param needed lowest version that has been consumed besides what states of tables say
   * @param retention how long the files are kept
   * @param now what time it is
   */
  Optional<Instant> heldSince(OptionalLong needed, Duration retention, Instant now) {
    OptionalLong lowest =
        LongStream.concat(new States(lake).consumed(table).stream(), needed.stream()).min();
    if (lowest.isEmpty() || lowest.getAsLong() >= lake.version(table)) {
      return Optional.empty();
    }
    // Where the log does not reach back, what was to be read is lost already.
    return CommitLog.of(lake.spark(), lake.location(table))
        .writtenAt(lowest.getAsLong())
        .filter(since -> since.isBefore(now.minus(retention).plus(OVERLAP)));
  }

  /** Deletes those that the table keeps no longer; tells how many. */
  long delete() {
    int cores = lake.spark().sparkContext().defaultParallelism();
    lake.spark().conf().set(LISTING_TASKS, String.valueOf(cores));
    String vacuum = "VACUUM delta.`" + lake.location(table) + "`";
    long old = lake.spark().sql(vacuum + " DRY RUN").count();
    if (old > 0) {
      lake.spark().sql(vacuum);
    }
    return old;
  }
}
