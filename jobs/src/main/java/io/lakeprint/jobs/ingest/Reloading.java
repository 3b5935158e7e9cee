package io.lakeprint.jobs.ingest;

import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.time.DayRange;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Makes the events of some days what a source's files say now.
 *
 * <p>An event is of those days when the lake or the files say so: one that the files have moved
 * into the days, or out of them, is moved, so that none is lost and none is there twice. All others
 * stay. An event that says the same as before stays as it is, with its old batch.
 *
 * @param lake the lake
 * @param mapping of the source
 * @param days business days to replace
 * @param maxRejectedRatio share of refused records above which nothing is written
 */
record Reloading(Lake lake, SourceMapping mapping, DayRange days, double maxRejectedRatio)
    implements Target {

  /** Of two records with one id in the files one stays, also where they are of different days. */
  @Override
  public Column considered() {
    int horizon = mapping.config().horizonDays();
    return new DayRange(days.from().minusDays(horizon), days.to().plusDays(horizon))
        .contains(EventsTable.EVENT_DATE.col());
  }

  @Override
  public Column written() {
    return days.contains(EventsTable.EVENT_DATE.col());
  }

  /** None: the files have the word. */
  @Override
  public Dataset<Row> history(Batch batch, LateDays seen) {
    return lake.read(EventsTable.SPEC).limit(0);
  }

  /**
   * Writes what differs.
   *
   * @throws io.lakeprint.common.error.GateRefusedException when too many records are refused:
   *     events that are there would go for them
   */
  @Override
  public WriteResult write(Dataset<Row> events, Batch batch, JobReport.Records records) {
    if (records.rejected() > maxRejectedRatio * records.read()) {
      throw IngestErrors.reloadRefused(mapping.source(), days, records, maxRejectedRatio);
    }
    Dataset<Row> stored =
        lake.read(EventsTable.SPEC)
            .where(EventsTable.SOURCE.col().equalTo(mapping.source()).and(considered()));
    try (Cached said = Cached.of(SourceMapping.whole(events))) {
      Dataset<Row> wanted = withMoved(said.rows(), stored);
      return lake.replace(EventsTable.SPEC, withMoved(stored, said.rows()), wanted);
    }
  }

  /** Events of the days, and those that are of the days elsewhere. */
  private Dataset<Row> withMoved(Dataset<Row> events, Dataset<Row> elsewhere) {
    Dataset<Row> moved = elsewhere.where(written()).select(EventsTable.EVENT_ID.col().as("_moved"));
    return events
        .where(written())
        .unionByName(
            events
                .where(functions.not(written()))
                .join(moved, EventsTable.EVENT_ID.col().equalTo(moved.col("_moved")), "left_semi"));
  }
}
