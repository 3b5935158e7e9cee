package io.lakeprint.common.cli.doctor;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.common.time.BusinessDays;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of jobs that no longer run as they should.
 *
 * @param planned names of the jobs that run every day
 * @param now what time it is
 * @param zone the business zone
 */
record LedgerFindings(Set<String> planned, Instant now, ZoneId zone) {

  private static final String CHECK = "jobs";

  /** A run that is still at work after so long was most likely killed. */
  private static final Duration LONG_RUN = Duration.ofHours(24);

  /** After so many days without it small and dead files have piled up. */
  private static final int OPTIMIZE_DAYS = 14;

  /**
   * How a job stands.
   *
   * @param job its name
   * @param last its last attempt
   * @param doneAsOf the latest day that it has done; null = none
   * @param doneAt when it was last done; null = never
   * @param firstAt when it first ran
   */
  record Standing(
      String job,
      Attempt last,
      @Nullable LocalDate doneAsOf,
      @Nullable Instant doneAt,
      Instant firstAt) {}

  /** An attempt at a job. */
  record Attempt(String runId, String status, @Nullable String errorCode, Instant startedAt) {}

  /**
   * What is to be said.
   *
   * @param ledger rows of {@code ops.runs}; empty = there is none
   */
  List<Finding> all(Optional<Dataset<Row>> ledger) {
    return ledger
        .map(rows -> of(standings(rows)))
        .orElse(List.of(Finding.ok(CHECK, "nothing has run in this lake yet")));
  }

  /** One row per job that ever ran: some dozens. */
  private static List<Standing> standings(Dataset<Row> ledger) {
    Column done = RunsTable.STATUS.col().equalTo("DONE");
    Column attempt =
        struct(
            RunsTable.RUN_ID.col(),
            RunsTable.STATUS.col(),
            RunsTable.ERROR_CODE.col(),
            RunsTable.STARTED_AT.col());
    return ledger
        .groupBy(RunsTable.JOB.col())
        .agg(
            max_by(attempt, struct(RunsTable.STARTED_AT.col(), RunsTable.RUN_ID.col())),
            max(when(done, RunsTable.AS_OF.col())),
            max(when(done, RunsTable.ENDED_AT.col())),
            min(RunsTable.STARTED_AT.col()))
        .orderBy(RunsTable.JOB.col())
        .collectAsList()
        .stream()
        .map(LedgerFindings::standing)
        .toList();
  }

  private static Standing standing(Row row) {
    Row last = row.getStruct(1);
    Date asOf = row.getDate(2);
    Timestamp doneAt = row.getTimestamp(3);
    return new Standing(
        row.getString(0),
        new Attempt(
            last.getString(0),
            last.getString(1),
            last.getString(2),
            last.getTimestamp(3).toInstant()),
        asOf == null ? null : asOf.toLocalDate(),
        doneAt == null ? null : doneAt.toInstant(),
        row.getTimestamp(4).toInstant());
  }

  List<Finding> of(List<Standing> standings) {
    List<Finding> findings = new ArrayList<>();
    standings.forEach(standing -> broken(standing).ifPresent(findings::add));
    behind(standings).ifPresent(findings::add);
    unkept(standings).ifPresent(findings::add);
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              CHECK,
              standings.size() + " have run, each was done the last time and is up to date"));
    }
    return findings;
  }

  /** A last attempt that did not end well. */
  private Optional<Finding> broken(Standing standing) {
    Attempt last = standing.last();
    String told = standing.job() + ": run " + last.runId() + " of " + last.startedAt() + " ";
    return switch (last.status()) {
      case "FAILED", "KILLED" ->
          Optional.of(
              Finding.warn(
                  CHECK,
                  told
                      + last.status()
                      + (last.errorCode() == null ? "" : " with " + last.errorCode()),
                  "lakeprint status "
                      + last.runId()
                      + " tells why; the same command goes on from there"));
      case "RUNNING" ->
          last.startedAt().plus(LONG_RUN).isBefore(now)
              ? Optional.of(
                  Finding.warn(
                      CHECK,
                      told + "is at work since more than a day, or its process is gone",
                      "if it is gone, the next run closes it in the ledger and goes on from there"))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Jobs of the plan that ran in this lake and have not done the last days. */
  private Optional<Finding> behind(List<Standing> standings) {
    LocalDate complete = new BusinessDays(zone).lastComplete(now);
    List<String> behind =
        standings.stream()
            .filter(standing -> planned.contains(standing.job()))
            .filter(
                standing ->
                    standing.doneAsOf() == null
                        || standing.doneAsOf().isBefore(complete.minusDays(1)))
            .map(
                standing ->
                    standing.job()
                        + (standing.doneAsOf() == null
                            ? " (never done)"
                            : " (" + standing.doneAsOf() + ")"))
            .toList();
    return behind.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.warn(
                CHECK,
                "the last complete day is "
                    + complete
                    + ", done is less: "
                    + String.join(", ", behind),
                "look whether the scheduler still starts them; lakeprint backfill does days left out"));
  }

  private Optional<Finding> unkept(List<Standing> standings) {
    Instant limit = now.minus(Duration.ofDays(OPTIMIZE_DAYS));
    boolean old = standings.stream().anyMatch(standing -> standing.firstAt().isBefore(limit));
    Optional<Instant> last =
        standings.stream()
            .filter(standing -> standing.job().equals("optimize"))
            .flatMap(standing -> Optional.ofNullable(standing.doneAt()).stream())
            .findFirst();
    return !old || last.filter(at -> at.isAfter(limit)).isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.warn(
                CHECK,
                "optimize was "
                    + last.map(at -> "last done at " + at).orElse("never done in this lake"),
                "lakeprint optimize once a week joins small files and deletes dead ones"));
  }
}
