package io.lakeprint.common.run;

import io.lakeprint.common.error.LakeprintException;
import io.lakeprint.common.error.TransientException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One job of one run in the ledger, as far as it got.
 *
 * @param job job
 * @param startedAt when it began
 * @param inputVersions Delta version of each input at the start
 * @param end how it ended; null while it runs
 */
public record LedgerEntry(
    String job, Instant startedAt, Map<String, Long> inputVersions, @Nullable End end) {

  /** How a job of a run stands. */
  public enum Status {
    RUNNING,
    DONE,
    FAILED,
    /** Its process was stopped; running again is safe. */
    KILLED
  }

  /**
   * How a job ended.
   *
   * @param at when
   * @param status DONE, FAILED or KILLED
   * @param exitCode 0 to 5
   * @param errorCode stable code of the failure; null = none
   * @param message notes or the error in one line; null = none
   * @param report what it did; null when it failed
   * @param outputVersions Delta version of each output afterwards; empty when it failed
   */
  public record End(
      Instant at,
      Status status,
      int exitCode,
      @Nullable String errorCode,
      @Nullable String message,
      @Nullable JobReport report,
      Map<String, Long> outputVersions) {

    static End done(Instant at, JobReport report, Map<String, Long> outputVersions) {
      String notes = report.notes().isEmpty() ? null : String.join("; ", report.notes());
      return new End(at, Status.DONE, 0, null, notes, report, outputVersions);
    }

    static End failed(Instant at, Throwable failure) {
      return failure instanceof LakeprintException known
          ? new End(at, Status.FAILED, known.exitCode(), known.code(), known.what(), null, Map.of())
          : new End(
              at, Status.FAILED, 1, "DEFECT", failure.getClass().getSimpleName(), null, Map.of());
    }

    static End killed(Instant at) {
      TransientException stopped = RunErrors.stopped();
      return new End(
          at, Status.KILLED, stopped.exitCode(), stopped.code(), stopped.what(), null, Map.of());
    }
  }

  static LedgerEntry running(String job, Instant startedAt, Map<String, Long> inputVersions) {
    return new LedgerEntry(job, startedAt, inputVersions, null);
  }

  Status status() {
    return end == null ? Status.RUNNING : end.status();
  }

  LedgerEntry ended(End how) {
    return new LedgerEntry(job, startedAt, inputVersions, how);
  }
}
