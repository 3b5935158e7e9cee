package io.lakeprint.jobs.identity;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.tables.EventsTable;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The events that a run looks at, at one version.
 *
 * @param lake the lake
 * @param version version of {@code events.events}, -1 where there is none
 * @param asOf last day that counts
 */
record EventChanges(Lake lake, long version, LocalDate asOf) {

  static EventChanges of(Lake lake, LocalDate asOf) {
    return new EventChanges(lake, lake.version(EventsTable.SPEC), asOf);
  }

  /** All events up to the as-of date. */
  Dataset<Row> all() {
    return lake.readAt(EventsTable.SPEC, version)
        .where(EventsTable.EVENT_DATE.col().leq(lit(asOf)));
  }

  /** All events of some days. */
  Dataset<Row> of(List<LocalDate> days) {
    return all().where(isIn(days));
  }

  /**
   * Business days up to the as-of date on which events came, went, or became due since a run.
   *
   * @throws RuntimeException of Spark or Delta when the feed does not reach back so far
   */
  List<LocalDate> daysSince(LastRun last) {
    Dataset<Row> days =
        all()
            .where(EventsTable.EVENT_DATE.col().gt(lit(last.asOf())))
            .select(EventsTable.EVENT_DATE.col());
    if (version > last.eventsVersion()) {
      days =
          days.union(
              lake.changes(EventsTable.SPEC, last.eventsVersion(), version)
                  .where(EventsTable.EVENT_DATE.col().leq(lit(asOf)))
                  .select(EventsTable.EVENT_DATE.col()));
    }
    return dates(days);
  }

  /** Distinct dates of rows with an event date: as many as the lake has days. */
  static List<LocalDate> dates(Dataset<Row> rows) {
    Row row =
        rows.agg(array_sort(collect_set(EventsTable.EVENT_DATE.col().cast("string")))).first();
    return row.<String>getList(0).stream().map(LocalDate::parse).toList();
  }

  static Column isIn(List<LocalDate> days) {
    return EventsTable.EVENT_DATE.col().isin(days.stream().map(java.sql.Date::valueOf).toArray());
  }

  /** The same as SQL, for the condition of a write. */
  static String isInSql(List<LocalDate> days) {
    return days.stream()
        .map(day -> "DATE'" + day + "'")
        .collect(Collectors.joining(", ", EventsTable.EVENT_DATE.name() + " IN (", ")"));
  }
}
