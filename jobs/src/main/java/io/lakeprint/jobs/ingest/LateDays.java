package io.lakeprint.jobs.ingest;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.tables.EventsTable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the records of a batch lie over days, and which of them come late.
 *
 * <p>A few late events in each file would make every file reach back over all those days, and a
 * query of an old day read them all. So they are written to files of their own. A batch that is
 * mostly old is a load of history, in which nothing is late.
 *
 * @param counts records by day
 */
record LateDays(Map<LocalDate, Long> counts) {

  /** More days than these behind the newest are late. */
  private static final int PUNCTUAL_DAYS = 3;

  /** Clocks of the others run ahead. */
  private static final double NOT_AHEAD = 0.99;

  /** A larger part of a batch is no exception in it. */
  private static final double MOST_LATE = 0.2;

  /** Counts the days of {@code keys}; one row per day comes back. */
  static LateDays of(Dataset<Row> keys) {
    Map<LocalDate, Long> counts = new TreeMap<>();
    keys.filter(EventsTable.EVENT_DATE.col().isNotNull())
        .groupBy(EventsTable.EVENT_DATE.col())
        .agg(count(lit(1)))
        .toLocalIterator()
        .forEachRemaining(row -> counts.put(row.getDate(0).toLocalDate(), row.getLong(1)));
    return new LateDays(counts);
  }

  /** Whether no record has a day. */
  boolean isEmpty() {
    return counts.isEmpty();
  }

  LocalDate first() {
    return days().firstKey();
  }

  LocalDate last() {
    return days().lastKey();
  }

  /** Whether an event is late; empty when none is, or too many are. */
  Optional<Column> late() {
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    LocalDate punctualFrom = newest().minusDays(PUNCTUAL_DAYS);
    long late =
        counts.entrySet().stream()
            .filter(day -> day.getKey().isBefore(punctualFrom))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return late == 0 || late > MOST_LATE * total()
        ? Optional.empty()
        : Optional.of(EventsTable.EVENT_DATE.col().lt(Date.valueOf(punctualFrom)));
  }

  /** The last day that is more than a wrong clock: the one up to which all but a few have come. */
  private LocalDate newest() {
    double most = total() * NOT_AHEAD;
    long seen = 0;
    for (Map.Entry<LocalDate, Long> day : counts.entrySet()) {
      seen += day.getValue();
      if (seen >= most) {
        return day.getKey();
      }
    }
    return last();
  }

  private long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private NavigableMap<LocalDate, Long> days() {
    return new TreeMap<>(counts);
  }
}
