package io.lakeprint.jobs.ingest;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.Transaction;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import java.sql.Date;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds the events of a batch to those there are, once.
 *
 * @param lake the lake
 * @param mapping of the source
 */
record Appending(Lake lake, SourceMapping mapping) implements Target {

  /** Those around the batch's days that another batch brought. */
  @Override
  public Dataset<Row> history(Batch batch, LateDays days) {
    Dataset<Row> events = lake.read(EventsTable.SPEC);
    if (!lake.exists(EventsTable.SPEC)) {
      return events;
    }
    if (days.isEmpty()) {
      return events.limit(0);
    }
    int horizon = mapping.config().horizonDays();
    return events.filter(
        EventsTable.SOURCE
            .col()
            .equalTo(mapping.source())
            .and(EventsTable.BATCH_ID.col().notEqual(batch.id()))
            .and(
                EventsTable.EVENT_DATE
                    .col()
                    .between(
                        Date.valueOf(days.first().minusDays(horizon)),
                        Date.valueOf(days.last().plusDays(horizon)))));
  }

  @Override
  public Optional<Column> late(LateDays days) {
    return days.late();
  }

  @Override
  public WriteResult write(Dataset<Row> events, Batch batch, JobReport.Records records) {
    return lake.append(
        EventsTable.SPEC, events, new Transaction(batch.application(), batch.number()));
  }
}
