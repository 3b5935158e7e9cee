package io.lakeprint.common.run;

import static org.apache.spark.sql.functions.max;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Lease;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.RunsTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run's rows of {@code ops.runs}: RUNNING when a job starts, closed when it ends.
 *
 * <p>A run owns one partition of the table and rewrites it whole, so runs never conflict. Rows are
 * written behind the jobs' backs, at a pace, because a commit costs more than many a job's query;
 * {@link #close} waits for the last one.
 *
 * <p>While it is open the run shows its presence in the lake. Rows that a killed process left
 * RUNNING are closed as KILLED by the next run, which finds no presence behind them.
 */
final class RunLedger implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunLedger.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Between one write and the next, at least, unless somebody waits for it. */
  private static final Duration PACE = Duration.ofSeconds(3);

  /** A write is followed by this many times as long without one: the ledger is not the work. */
  private static final int REST = 10;

  private final Lake lake;
  private final RunIdentity run;
  private final int attempt;
  private final boolean silent;
  private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ledger");
            thread.setDaemon(true);
            return thread;
          });
  private final Lease presence;
  private boolean unwritten;
  private boolean planned;
  private long nextWrite = System.nanoTime();
  private long lastCommit = -1;
  private long commits;
  private boolean stopped;

  /** The ledger of a run; one that may write nothing keeps its rows to itself. */
  RunLedger(RunScope scope) {
    this.lake = scope.writable("ledger");
    this.run = scope.identity();
    this.silent = scope.options().dryRun();
    this.attempt = run.externalRunId().map(id -> lastAttempt(lake, id) + 1).orElse(1);
    this.presence =
        lake.presence(run.runId())
            .orElseThrow(() -> new IllegalStateException("two runs are called " + run.runId()));
    soon(this::closeKilled);
  }

  synchronized void record(LedgerEntry entry) {
    if (!stopped) {
      JobMetrics.tell(entry);
      entries.put(entry.job(), entry);
      writeSoon();
    }
  }

  /** Closes what is at work as killed; nothing is recorded after that, only {@link #flush}ed. */
  synchronized void stop(Instant at) {
    stopped = true;
    entries.replaceAll(
        (job, entry) -> entry.end() == null ? entry.ended(LedgerEntry.End.killed(at)) : entry);
  }

  /** Writes everything recorded so far, and waits for it. */
  void flush() {
    synchronized (this) {
      unwritten = true;
    }
    awaitWritten();
  }

  /** The rows so far. */
  synchronized List<LedgerEntry> entries() {
    return new ArrayList<>(entries.values());
  }

  /** How many versions of the table are this run's. */
  synchronized long commits() {
    return commits;
  }

  /** Waits until everything is written. */
  @Override
  public void close() {
    try {
      awaitWritten();
    } finally {
      writer.shutdownNow();
      presence.close();
    }
  }

  private void awaitWritten() {
    if (!silent) {
      Futures.await(writer.submit(this::write));
    }
  }

  private void closeKilled() {
    try {
      new KilledRuns(lake).close(run.runId());
    } catch (RuntimeException e) {
      LOG.warn("Runs that were killed still say RUNNING; the next run tries again", e);
    }
  }

  private synchronized void writeSoon() {
    unwritten = true;
    if (!planned) {
      planned = true;
      soon(this::write);
    }
  }

  /** A write that fails here is tried again by whoever waits, and fails there. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void soon(Runnable task) {
    if (!silent) {
      writer.schedule(task, nextWrite - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private void write() {
    List<Row> rows;
    synchronized (this) {
      planned = false;
      if (!unwritten) {
        return;
      }
      unwritten = false;
      rows = entries.values().stream().map(this::row).toList();
    }
    @Nullable WriteResult written = null;
    long began = System.nanoTime();
    try {
      written =
          lake.replaceWhere(
              RunsTable.SPEC,
              lake.spark().createDataFrame(rows, RunsTable.SPEC.schema()),
              RunsTable.RUN_ID.name() + " = '" + run.runId() + "'");
    } finally {
      synchronized (this) {
        unwritten |= written == null;
        if (written != null && written.version() > lastCommit) {
          lastCommit = written.version();
          commits++;
        }
        long now = System.nanoTime();
        nextWrite = now + Math.max(PACE.toNanos(), REST * (now - began));
      }
    }
  }

  private static int lastAttempt(Lake lake, String externalRunId) {
    Row row =
        lake.read(RunsTable.SPEC)
            .filter(RunsTable.EXTERNAL_RUN_ID.col().equalTo(externalRunId))
            .agg(max(RunsTable.ATTEMPT.col()))
            .head();
    return row.isNullAt(0) ? 0 : row.getInt(0);
  }

  private Row row(LedgerEntry entry) {
    LedgerEntry.End end = entry.end();
    JobReport report = end == null ? null : end.report();
    Optional<JobReport.Records> records = report == null ? Optional.empty() : report.records();
    return RowFactory.create(
        run.runId(),
        entry.job(),
        run.externalRunId().orElse(null),
        attempt,
        lake.spark().sparkContext().applicationId(),
        run.version(),
        java.sql.Date.valueOf(run.asOf()),
        entry.status().name(),
        end == null ? null : end.exitCode(),
        end == null ? null : end.errorCode(),
        end == null ? null : end.message(),
        timestamp(entry.startedAt()),
        end == null ? null : timestamp(end.at()),
        end == null ? null : Duration.between(entry.startedAt(), end.at()).toMillis() / 1000.0,
        records.map(JobReport.Records::read).orElse(null),
        records.map(JobReport.Records::accepted).orElse(null),
        records.map(JobReport.Records::duplicate).orElse(null),
        records.map(JobReport.Records::rejected).orElse(null),
        report == null ? null : report.rowsWritten(),
        json(entry.inputVersions()),
        end == null || report == null ? null : json(end.outputVersions()),
        run.configHash());
  }

  private static String json(Map<String, Long> versions) {
    ObjectNode node = JSON.createObjectNode();
    versions.forEach(node::put);
    return node.toString();
  }

  private static java.sql.Timestamp timestamp(Instant instant) {
    return java.sql.Timestamp.from(instant);
  }
}
