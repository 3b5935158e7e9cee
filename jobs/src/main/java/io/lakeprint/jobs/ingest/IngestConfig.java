package io.lakeprint.jobs.ingest;

import io.lakeprint.common.config.ByteSize;
import io.lakeprint.common.time.DayRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How sources become events; section {@code ingest}.
 *
 * @param sources every configured source, by name
 * @param only names of the sources to read; empty = all
 * @param source name of the one source to read; empty = those of {@code only}
 * @param reload business days, such as 2026-03-01..2026-03-03, whose events become what the files
 *     of {@code source} say now; empty = read what is new
 * @param follow whether to keep reading as files arrive, until stopped
 * @param interval pause between two looks for new files, with {@code follow}
 * @param preview records to show instead of writing anything; 0 = write
 * @param maxBytesPerBatch new files are taken in batches of about this size
 * @param maxRejectedRatio share of refused records in a run above which it ends with exit 4, after
 *     writing what is good; 0 to 1
 * @param rejectedRetentionDays days that refused records are kept, then they are deleted
 */
public record IngestConfig(
    Map<String, SourceConfig> sources,
    List<String> only,
    String source,
    String reload,
    boolean follow,
    Duration interval,
    int preview,
    ByteSize maxBytesPerBatch,
    double maxRejectedRatio,
    int rejectedRetentionDays) {

  public IngestConfig {
    only = source.isEmpty() ? List.copyOf(only) : List.of(source);
    if (!reload.isEmpty()) {
      DayRange.parse(reload);
      if (follow || preview > 0) {
        throw new IllegalArgumentException(
            "reload reads days once: leave follow and preview out (--dry-run only tells)");
      }
    }
    if (preview < 0) {
      throw new IllegalArgumentException("preview is " + preview + ", not ≥ 0");
    }
    if (!(maxRejectedRatio >= 0 && maxRejectedRatio <= 1)) {
      throw new IllegalArgumentException(
          "max-rejected-ratio is " + maxRejectedRatio + ", not between 0 and 1");
    }
    if (rejectedRetentionDays < 0) {
      throw new IllegalArgumentException(
          "rejected-retention-days is " + rejectedRetentionDays + ", not ≥ 0");
    }
  }

  /** The days to reload; empty = read what is new. */
  Optional<DayRange> reloaded() {
    return reload.isEmpty() ? Optional.empty() : Optional.of(DayRange.parse(reload));
  }
}
