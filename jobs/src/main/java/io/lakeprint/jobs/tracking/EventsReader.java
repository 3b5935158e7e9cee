package io.lakeprint.jobs.tracking;

import static org.apache.spark.sql.functions.col;

import io.lakeprint.common.definitions.PropertyType;
import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Looks at events, and brings to the driver how many say what.
 *
 * @param context the lake
 * @param plan planned values
 * @param config how far back
 */
record EventsReader(JobContext context, TrackingPlan plan, AuditConfig config) {

  /** Rows that are looked at: more mean names made of values, of which the most frequent tell. */
  private static final int LIMIT = 200_000;

  /** What came in a period, and before it. */
  Seen seen(DayRange period) {
    context.progress("looking at " + period);
    Dataset<Row> events = context.input(EventsTable.SPEC);
    return new Seen(period, volumes(events, period), values(events, period));
  }

  private SortedMap<Place, SortedMap<LocalDate, Long>> volumes(
      Dataset<Row> events, DayRange period) {
    DayRange compared = new DayRange(period.from().minusWeeks(config.weeks()), period.to());
    SortedMap<Place, SortedMap<LocalDate, Long>> volumes = new TreeMap<>();
    for (Row row : most(new CountsTransform(compared).apply(events), CountsTransform.EVENTS)) {
      volumes
          .computeIfAbsent(place(row), none -> new TreeMap<>())
          .put(row.getDate(3).toLocalDate(), row.getLong(4));
    }
    return volumes;
  }

  private List<Seen.Values> values(Dataset<Row> events, DayRange period) {
    DayRange profiled = new DayRange(period.from().minusDays(config.days()), period.to());
    Dataset<Row> profile = new ProfileTransform(profiled, period.from(), plan).apply(events);
    List<Seen.Values> values = new ArrayList<>();
    for (Row row : most(profile, ProfileTransform.VALUES)) {
      values.add(
          new Seen.Values(
              place(row),
              row.getString(4),
              row.getBoolean(3),
              PropertyType.valueOf(row.getString(5)),
              row.getLong(6),
              row.getLong(7)));
    }
    return values;
  }

  private List<Row> most(Dataset<Row> counted, String count) {
    List<Column> order = new ArrayList<>(List.of(col(count).desc()));
    Arrays.stream(counted.columns()).map(counted::col).forEach(order::add);
    List<Row> rows = counted.orderBy(order.toArray(Column[]::new)).takeAsList(LIMIT);
    if (rows.size() == LIMIT) {
      context.print(
          "only the "
              + LIMIT
              + " most frequent names were looked at: somebody makes names out of values");
    }
    return rows;
  }

  private static Place place(Row row) {
    return new Place(row.getString(0), row.getString(1), row.getString(2));
  }
}
