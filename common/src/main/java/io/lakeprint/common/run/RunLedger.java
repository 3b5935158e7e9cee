package io.lakeprint.common.run;

import static org.apache.spark.sql.functions.max;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.tables.RunsTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's rows of {@code ops.runs}: RUNNING when a job starts, closed when it ends.
 *
 * <p>A run owns one partition of the table and rewrites it whole, so runs never conflict. Rows are
 * written behind the jobs' backs, in order; {@link #close} waits for the last one.
 */
public final class RunLedger implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lake lake;
  private final RunIdentity run;
  private final int attempt;
  private final Map<String, LedgerEntry> entries = new LinkedHashMap<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "ledger");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Future<?> last;

  public RunLedger(Lake lake, RunIdentity run) {
    this.lake = lake;
    this.run = run;
    this.attempt = run.externalRunId().map(id -> lastAttempt(lake, id) + 1).orElse(1);
  }

  synchronized void record(LedgerEntry entry) {
    entries.put(entry.job(), entry);
    List<Row> rows = entries.values().stream().map(this::row).toList();
    last = writer.submit(() -> write(rows));
  }

  /** The rows so far. */
  public synchronized List<LedgerEntry> entries() {
    return new ArrayList<>(entries.values());
  }

  /** Waits until everything is written. */
  @Override
  public void close() {
    writer.shutdown();
    Future<?> pending;
    synchronized (this) {
      pending = last;
    }
    if (pending != null) {
      Futures.await(pending);
    }
  }

  private void write(List<Row> rows) {
    lake.replaceWhere(
        RunsTable.SPEC,
        lake.spark().createDataFrame(rows, RunsTable.SPEC.schema()),
        RunsTable.RUN_ID.name() + " = '" + run.runId() + "'");
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
        end == null ? "RUNNING" : end.exitCode() == 0 ? "DONE" : "FAILED",
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
        report == null ? null : json(versions(report)),
        run.configHash());
  }

  private static Map<String, Long> versions(JobReport report) {
    return report.writes().stream()
        .collect(
            Collectors.toMap(
                write -> write.table().name(),
                WriteResult::version,
                Math::max,
                LinkedHashMap::new));
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
