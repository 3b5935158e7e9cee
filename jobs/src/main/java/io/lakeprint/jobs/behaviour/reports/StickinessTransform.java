package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.StickinessTable.ACTIVE_INTERVALS;
import static io.lakeprint.common.tables.StickinessTable.ACTIVE_USERS;
import static io.lakeprint.common.tables.StickinessTable.CELL_COMPLETE;
import static io.lakeprint.common.tables.StickinessTable.INTERVAL_GRAIN;
import static io.lakeprint.common.tables.StickinessTable.USERS;
import static io.lakeprint.common.tables.StickinessTable.USER_RATIO;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.lakeprint.common.tables.StickinessTable;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import io.lakeprint.jobs.behaviour.reports.udf.StickinessWork;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * On how many days or weeks of a period people are active: rows of {@link FactsTransform} in,
 * {@code behaviour.stickiness} out. The people of all rows of a period are its active people.
 */
record StickinessTransform(Telling telling) {

  Dataset<Row> apply(Dataset<Row> facts) {
    Column active = sum(USERS.col()).over(Window.partitionBy(Telling.SERIES, col(Facts.DAY)));
    List<Column> columns =
        Stream.of(
                Stream.of(
                    telling.reportId(), telling.version(), telling.grain(), Telling.periodStart()),
                Telling.everybody().stream(),
                Stream.of(
                    INTERVAL_GRAIN.is(telling.of(told -> lit(interval(told)))),
                    ACTIVE_INTERVALS.is(col(Facts.INTERVALS)),
                    USERS.is(USERS.col()),
                    ACTIVE_USERS.is(active),
                    USER_RATIO.is(USERS.col().divide(active)),
                    CELL_COMPLETE.is(CELL_COMPLETE.col())))
            .flatMap(part -> part)
            .toList();
    return Telling.entries(facts, Facts.STICKINESS)
        .groupBy(Telling.SERIES, col(Facts.DAY), col(Facts.INTERVALS))
        .agg(count(lit(1)).as(USERS.name()), bool_and(col(Facts.COMPLETE)).as(CELL_COMPLETE.name()))
        .select(columns.toArray(Column[]::new))
        .select(StickinessTable.SPEC.cols());
  }

  private static String interval(ReportPlan.Told told) {
    return told.series().work() instanceof StickinessWork stickiness
        ? stickiness.intervals().grain().name().toLowerCase(Locale.ROOT)
        : "";
  }
}
