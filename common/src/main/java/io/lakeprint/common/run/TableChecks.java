package io.lakeprint.common.run;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.lake.WrittenRows;
import io.lakeprint.common.quality.Expectation;
import io.lakeprint.common.quality.QualityCheck;
import io.lakeprint.common.tables.QualityResultsTable;
import io.lakeprint.common.tables.TableKind;
import io.lakeprint.common.tables.TableSpec;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Checks what a job has written into state tables against their declarations, and keeps the
 * outcome.
 *
 * <p>Only the rows that were written are looked at, for the cost of a day is to follow the day.
 * They are enough: what a table held before was checked when it was written, and a write by key
 * puts no row beside one of the same key.
 */
final class TableChecks {

  private final List<Row> results = new ArrayList<>();

  /**
   * Checks what {@code report} says was written.
   *
   * @param before versions of the tables before the job
   * @throws GateRefusedException when a table breaks its declaration
   */
  void check(
      Lake lake,
      String runId,
      String job,
      JobReport report,
      Map<String, Long> before,
      Instant now) {
    for (WriteResult write : report.writes()) {
      if (write.rows() > 0 && write.table().kind() == TableKind.STATE) {
        TableSpec table = write.table();
        Dataset<Row> written =
            new WrittenRows(lake, runId).of(table, before.getOrDefault(table.name(), -1L));
        List<QualityCheck.Outcome> outcomes = QualityCheck.declared(table).of(written);
        outcomes.forEach(outcome -> keep(runId, job, table, outcome, now));
        outcomes.stream()
            .filter(outcome -> !outcome.isMet() && outcome.severity() == Expectation.Severity.GATE)
            .findFirst()
            .ifPresent(outcome -> refuse(job, table, outcome));
      }
    }
  }

  /** Writes the outcomes of the whole run. */
  synchronized void publish(Lake lake, String runId) {
    if (!results.isEmpty()) {
      lake.replaceWhere(
          QualityResultsTable.SPEC,
          lake.spark().createDataFrame(results, QualityResultsTable.SPEC.schema()),
          QualityResultsTable.RUN_ID.name() + " = '" + runId + "'");
    }
  }

  private synchronized void keep(
      String runId, String job, TableSpec table, QualityCheck.Outcome outcome, Instant now) {
    results.add(
        RowFactory.create(
            runId,
            job,
            table.name(),
            outcome.expectation(),
            outcome.severity().name().toLowerCase(Locale.ROOT),
            outcome.checkedRows(),
            outcome.failedRows(),
            outcome.isMet(),
            Timestamp.from(now)));
  }

  private static void refuse(String job, TableSpec table, QualityCheck.Outcome outcome) {
    throw new GateRefusedException(
        "TABLE_BREAKS_DECLARATION",
        table.name()
            + " as written by "
            + job
            + ": "
            + outcome.failedRows()
            + " of "
            + outcome.checkedRows()
            + " rows break '"
            + outcome.expectation()
            + "'.",
        "The table's declaration promises it to every reader.",
        "See ops.quality_results; restore the version before, and report the job.");
  }
}
