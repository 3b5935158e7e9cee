package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.IntervalStatsTable.AVERAGE_SECONDS;
import static io.lakeprint.common.tables.IntervalStatsTable.INTERVALS;
import static io.lakeprint.common.tables.IntervalStatsTable.MAX_SECONDS;
import static io.lakeprint.common.tables.IntervalStatsTable.MEDIAN_SECONDS;
import static io.lakeprint.common.tables.IntervalStatsTable.MIN_SECONDS;
import static io.lakeprint.common.tables.IntervalStatsTable.P10_SECONDS;
import static io.lakeprint.common.tables.IntervalStatsTable.P25_SECONDS;
import static io.lakeprint.common.tables.IntervalStatsTable.P75_SECONDS;
import static io.lakeprint.common.tables.IntervalStatsTable.P90_SECONDS;
import static io.lakeprint.common.tables.IntervalStatsTable.USERS;
import static io.lakeprint.common.tables.IntervalStatsTable.WINDOW_COMPLETE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;

import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.IntervalStatsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much time lies between two events: rows of {@link FactsTransform} in, {@code
 * behaviour.interval_stats} out. Quantiles look at every interval, so that they are exact and the
 * same in whatever order intervals come.
 */
record IntervalStatsTransform(Telling telling) {

  private static final String QUANTILES = "quantiles";
  private static final List<Double> SHARES = List.of(0d, .1, .25, .5, .75, .9, 1d);
  private static final List<ColumnSpec> TOLD =
      List.of(
          MIN_SECONDS,
          P10_SECONDS,
          P25_SECONDS,
          MEDIAN_SECONDS,
          P75_SECONDS,
          P90_SECONDS,
          MAX_SECONDS);

  Dataset<Row> apply(Dataset<Row> facts) {
    Column micros = col(Facts.MICROS);
    List<Column> columns = new ArrayList<>(telling.key());
    columns.add(INTERVALS.is(INTERVALS.col()));
    columns.add(USERS.is(USERS.col()));
    columns.add(AVERAGE_SECONDS.is(AVERAGE_SECONDS.col()));
    for (int i = 0; i < SHARES.size(); i++) {
      columns.add(TOLD.get(i).is(element_at(col(QUANTILES), i + 1).divide(1e6)));
    }
    columns.add(WINDOW_COMPLETE.is(WINDOW_COMPLETE.col()));
    return Telling.entries(facts, Facts.INTERVALS_BETWEEN)
        .transform(rows -> telling.byBreakdown(rows, lit(true)))
        .groupBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col())
        .agg(
            count(lit(1)).as(INTERVALS.name()),
            countDistinct(EventsTable.ONE_ID.col()).as(USERS.name()),
            Telling.averageSeconds(micros).as(AVERAGE_SECONDS.name()),
            percentile(micros, array(shares())).as(QUANTILES),
            bool_and(col(Facts.COMPLETE)).as(WINDOW_COMPLETE.name()))
        .select(columns.toArray(Column[]::new))
        .select(IntervalStatsTable.SPEC.cols());
  }

  private static Column[] shares() {
    return SHARES.stream().map(share -> lit(share)).toArray(Column[]::new);
  }
}
