package io.lakeprint.jobs.identity;

import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.IdentityRunsTable;
import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** The row of {@code identity_runs} that a run writes when all else is written. */
final class FinishedRun {

  static Dataset<Row> row(
      JobContext context,
      LastRun last,
      String rules,
      IdentityWriter writer,
      long overrides,
      @Nullable String whyFull) {
    Row row =
        RowFactory.create(
            last.sequence() + 1,
            context.runId(),
            Date.valueOf(context.asOf()),
            rules,
            writer.eventsVersion(),
            LastRun.versionsOf(context.lake(), overrides),
            whyFull == null ? "incremental" : "full",
            whyFull,
            writer.logRows());
    return context.spark().createDataFrame(List.of(row), IdentityRunsTable.SPEC.schema());
  }

  private FinishedRun() {}
}
