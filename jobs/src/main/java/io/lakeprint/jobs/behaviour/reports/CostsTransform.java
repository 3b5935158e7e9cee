package io.lakeprint.jobs.behaviour.reports;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;

import io.lakeprint.common.tables.AdCostsTable;
import io.lakeprint.jobs.behaviour.kernel.AttributionOutcome;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each touchpoint of an attribution cost in each period: {@code reference.ad_costs} in;
 * columns {@code series}, {@code day}, {@code currency}, {@code touchpoint}, {@code complete} and
 * {@code cost} out, one row each. A touchpoint is named in a cost as in an event; costs that do not
 * name it belong to {@code (none)}, which no touch stands for.
 */
record CostsTransform(Telling telling) {

  private static final String START = "start";

  Dataset<Row> apply(Dataset<Row> costs) {
    Column[] attributions =
        IntStream.range(0, telling.told().size())
            .filter(i -> telling.told().get(i).as(AttributionDefinition.class).isPresent())
            .mapToObj(i -> lit(i))
            .toArray(Column[]::new);
    Column day = unix_date(AdCostsTable.COST_DATE.col());
    Column starts = telling.of(told -> days(told));
    Column end = telling.of(told -> lit(day(told, told.series().periods().count())));
    Column complete =
        element_at(
            telling.of(CostsTransform::complete), array_position(starts, col(START)).cast("int"));
    return costs
        .withColumn(Facts.SERIES, explode(array(attributions).cast("array<int>")))
        .withColumn(START, array_max(filter(starts, at -> at.leq(day))))
        .where(col(START).isNotNull().and(day.lt(end)))
        .groupBy(
            Telling.SERIES,
            col(START),
            AdCostsTable.CURRENCY.col().as(Facts.CURRENCY),
            coalesce(telling.of(CostsTransform::touchpoint), lit(AttributionOutcome.NO_TOUCH))
                .as(Facts.TOUCHPOINT))
        .agg(sum(AdCostsTable.COST_AMOUNT.col()).as(Facts.COST))
        .select(
            Telling.SERIES,
            col(START).as(Facts.DAY),
            col(Facts.CURRENCY),
            col(Facts.TOUCHPOINT),
            complete.as(Facts.COMPLETE),
            col(Facts.COST));
  }

  /** By the columns that a cost has in common with an event. */
  private static Column touchpoint(ReportPlan.Told told) {
    return told.as(AttributionDefinition.class)
        .flatMap(
            report ->
                AdCostsTable.SPEC.columns().stream()
                    .filter(column -> column.name().equals(report.touchpoint()))
                    .map(column -> Flags.grouped(column.col(), report.groups()))
                    .findFirst())
        .orElseGet(() -> lit(null))
        .cast("string");
  }

  private static int day(ReportPlan.Told told, int period) {
    return Math.toIntExact(told.series().periods().day(period).toEpochDay());
  }

  private static Column days(ReportPlan.Told told) {
    return array(
            IntStream.range(0, told.series().periods().count())
                .mapToObj(period -> lit(day(told, period)))
                .toArray(Column[]::new))
        .cast("array<int>");
  }

  private static Column complete(ReportPlan.Told told) {
    return array(
            IntStream.range(0, told.series().periods().count())
                .mapToObj(period -> lit(told.series().periods().end(period) <= told.series().end()))
                .toArray(Column[]::new))
        .cast("array<boolean>");
  }
}
