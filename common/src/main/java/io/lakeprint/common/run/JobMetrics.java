package io.lakeprint.common.run;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How the jobs of this process ended, as metrics: for each job what its last end was, beside how
 * many ended well and how many did not. Where nobody asked for metrics nothing is kept.
 */
final class JobMetrics {

  private static final AtomicReference<@Nullable JobMetrics> ASKED_FOR = new AtomicReference<>();

  private final MetricRegistry registry;
  private final Map<String, Long> values = new ConcurrentHashMap<>();

  private JobMetrics(MetricRegistry registry) {
    this.registry = registry;
    set("jobs.done", 0);
    set("jobs.failed", 0);
  }

  /** Keeps metrics in {@code registry} from now on. */
  static void into(MetricRegistry registry) {
    ASKED_FOR.set(new JobMetrics(registry));
  }

  /** Tells of a job that ended; others are not told of. */
  static void tell(LedgerEntry entry) {
    JobMetrics metrics = ASKED_FOR.get();
    if (metrics != null && entry.end() != null) {
      metrics.ended(entry, entry.end());
    }
  }

  private synchronized void ended(LedgerEntry entry, LedgerEntry.End end) {
    boolean done = end.status() == LedgerEntry.Status.DONE;
    values.merge(done ? "jobs.done" : "jobs.failed", 1L, Long::sum);
    String job = "job." + entry.job() + ".";
    set(job + "exit_code", end.exitCode());
    set(job + "ended_at_seconds", end.at().getEpochSecond());
    set(job + "duration_milliseconds", Duration.between(entry.startedAt(), end.at()).toMillis());
    JobReport report = end.report();
    if (report != null) {
      set(job + "rows_written", report.rowsWritten());
      report
          .records()
          .ifPresent(
              records -> {
                set(job + "records_read", records.read());
                set(job + "records_accepted", records.accepted());
                set(job + "records_duplicate", records.duplicate());
                set(job + "records_rejected", records.rejected());
              });
    }
  }

  private void set(String name, long value) {
    if (values.put(name, value) == null) {
      registry.register(name, (Gauge<Long>) () -> values.getOrDefault(name, 0L));
    }
  }
}
