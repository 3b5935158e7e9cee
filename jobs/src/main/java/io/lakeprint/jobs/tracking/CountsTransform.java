package io.lakeprint.jobs.tracking;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.time.DayRange;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Events of each day: {@code events.events} in; (source, channel, event name, day, events) out,
 * only where there are any. Robots and records count: they arrive, too. Deterministic; aggregated
 * before the shuffle.
 *
 * @param days the days
 */
record CountsTransform(DayRange days) {

  static final String EVENTS = "events";

  Dataset<Row> apply(Dataset<Row> events) {
    return events
        .where(EventsTable.EVENT_DATE.col().between(lit(days.from()), lit(days.to())))
        .groupBy(
            EventsTable.SOURCE.col(),
            EventsTable.CHANNEL.col(),
            EventsTable.EVENT_NAME.col(),
            EventsTable.EVENT_DATE.col())
        .agg(count(lit(1)).as(EVENTS));
  }
}
