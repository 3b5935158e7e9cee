package io.lakeprint.jobs.tracking;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.time.DayRange;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What events say: {@code events.events} in; (source, channel, event name, recent, property, type,
 * values, off) out.
 *
 * <p>A property is an attribute column of the events table by its name, or a key of {@code
 * properties}; a key that is called like a column is told as {@code properties.<key>}. {@code type}
 * is that of the column; what keys say, and columns of texts for which the plan says another type,
 * is looked at one by one for what it can be read as. {@code values} is the number of events that
 * say it, {@code off} those of them whose value is none of the planned ones. No value leaves the
 * events. Deterministic; aggregated before the shuffle.
 *
 * @param days the days
 * @param recent the first of them that is recent
 * @param plan planned types and values
 */
record ProfileTransform(DayRange days, LocalDate recent, TrackingPlan plan) {

  static final String RECENT = "recent";
  static final String PROPERTY = "property";
  static final String TYPE = "type";
  static final String VALUES = "values";
  static final String OFF = "off";

  Dataset<Row> apply(Dataset<Row> events) {
    Dataset<Row> some =
        events
            .where(days.contains(EventsTable.EVENT_DATE.col()))
            .withColumn(RECENT, EventsTable.EVENT_DATE.col().geq(lit(recent)));
    return new ColumnsTransform(plan).apply(some).unionByName(new TextsTransform(plan).apply(some));
  }

  /** What rows of a profile are about. */
  static List<Column> place() {
    return List.of(
        EventsTable.SOURCE.col(),
        EventsTable.CHANNEL.col(),
        EventsTable.EVENT_NAME.col(),
        col(RECENT));
  }
}
