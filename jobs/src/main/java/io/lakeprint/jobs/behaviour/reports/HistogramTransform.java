package io.lakeprint.jobs.behaviour.reports;

import static io.lakeprint.common.tables.DistributionCellsTable.ALL_USERS;
import static io.lakeprint.common.tables.DistributionCellsTable.BUCKET_FROM;
import static io.lakeprint.common.tables.DistributionCellsTable.BUCKET_NO;
import static io.lakeprint.common.tables.DistributionCellsTable.BUCKET_TO;
import static io.lakeprint.common.tables.DistributionCellsTable.MEASURE;
import static io.lakeprint.common.tables.DistributionCellsTable.USERS;
import static io.lakeprint.common.tables.DistributionCellsTable.USER_RATIO;
import static io.lakeprint.common.tables.DistributionCellsTable.WINDOW_COMPLETE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lakeprint.common.tables.DistributionCellsTable;
import io.lakeprint.common.tables.ReportColumns;
import io.lakeprint.common.tables.Types;
import io.lakeprint.jobs.behaviour.kernel.DistributionSpec;
import io.lakeprint.jobs.behaviour.reports.udf.Facts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * How many are in which bucket: rows of {@link FactsTransform} in, {@code
 * behaviour.distribution_cells} out. The buckets of a period hold everybody there is.
 *
 * @param telling the series
 * @param list the list of {@link Facts} whose entries are put into buckets
 * @param measured what is measured of an entry, in whole units; null = it is in no bucket
 */
record HistogramTransform(Telling telling, String list, Column measured) {

  /** What a unit of a measure is. */
  private enum Unit {
    WHOLE(1),
    MONEY(10_000),
    MICROS(1_000_000);

    private final long ones;

    Unit(long ones) {
      this.ones = ones;
    }
  }

  private static final String BOUNDS = "bounds";
  private static final String MEASURED = "measured";

  /**
   * Seconds: a minute, five, a quarter of an hour, half, one, 3, 6, 12; days 1, 2, 3, 7, 14, 30.
   */
  private static final List<BigDecimal> SECONDS =
      LongStream.of(
              0, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 172_800, 259_200,
              604_800, 1_209_600, 2_592_000)
          .mapToObj(BigDecimal::valueOf)
          .toList();

  /** How much people do something. */
  static HistogramTransform ofPeople(Telling telling) {
    return new HistogramTransform(telling, Facts.DISTRIBUTIONS, col(Facts.MEASURE));
  }

  /** How much time lies between two events. */
  static HistogramTransform ofIntervals(Telling telling) {
    return new HistogramTransform(telling, Facts.INTERVALS_BETWEEN, col(Facts.MICROS));
  }

  /** How long those who complete a funnel take. */
  static HistogramTransform ofFunnels(Telling telling) {
    Column last =
        telling.of(
            told ->
                lit(told.as(FunnelDefinition.class).map(FunnelDefinition::lastRequired).orElse(1)));
    Column took = element_at(col(Facts.TIMES), last).minus(element_at(col(Facts.TIMES), lit(1)));
    return new HistogramTransform(telling, Facts.FUNNELS, took);
  }

  Dataset<Row> apply(Dataset<Row> facts) {
    Column number = BUCKET_NO.col();
    Column ones = telling.of(told -> lit(BigDecimal.valueOf(unit(told).ones)));
    Column from = when(number.gt(0), element_at(col(BOUNDS), number));
    Column to = when(number.lt(size(col(BOUNDS))), element_at(col(BOUNDS), number.plus(1)));
    Column all =
        sum(USERS.col())
            .over(
                Window.partitionBy(
                    Telling.SERIES,
                    col(Facts.DAY),
                    ReportColumns.BREAKDOWN_NAME.col(),
                    ReportColumns.BREAKDOWN_VALUE.col()));
    List<Column> columns = new ArrayList<>(telling.key());
    columns.addAll(
        List.of(
            MEASURE.is(telling.of(told -> lit(measure(told)))),
            BUCKET_NO.is(number),
            BUCKET_FROM.is(from.divide(ones)),
            BUCKET_TO.is(to.divide(ones)),
            USERS.is(USERS.col()),
            ALL_USERS.is(all),
            USER_RATIO.is(USERS.col().divide(all)),
            WINDOW_COMPLETE.is(WINDOW_COMPLETE.col())));
    return Telling.entries(facts, list)
        .withColumn(MEASURED, measured)
        .where(col(MEASURED).isNotNull())
        .transform(rows -> telling.byBreakdown(rows, lit(true)))
        .withColumn(BUCKET_NO.name(), size(filter(bounds(), bound -> bound.leq(col(MEASURED)))))
        .groupBy(
            Telling.SERIES,
            col(Facts.DAY),
            ReportColumns.BREAKDOWN_NAME.col(),
            ReportColumns.BREAKDOWN_VALUE.col(),
            number)
        .agg(
            count(lit(1)).as(USERS.name()),
            bool_and(col(Facts.COMPLETE)).as(WINDOW_COMPLETE.name()))
        .withColumn(BOUNDS, bounds())
        .select(columns.toArray(Column[]::new))
        .select(DistributionCellsTable.SPEC.cols());
  }

  /** Where buckets begin, in whole units. */
  private Column bounds() {
    return telling.of(
        told ->
            array(
                    told
                        .as(DistributionDefinition.class)
                        .map(DistributionDefinition::bounds)
                        .orElse(SECONDS)
                        .stream()
                        .map(bound -> lit(units(bound, unit(told))))
                        .toArray(Column[]::new))
                .cast(Types.LONGS));
  }

  private static long units(BigDecimal bound, Unit unit) {
    return bound.multiply(BigDecimal.valueOf(unit.ones)).longValue();
  }

  private static Unit unit(ReportPlan.Told told) {
    return told.as(DistributionDefinition.class)
        .map(
            report -> report.measure() == DistributionSpec.Measure.AMOUNT ? Unit.MONEY : Unit.WHOLE)
        .orElse(Unit.MICROS);
  }

  private static String measure(ReportPlan.Told told) {
    return told.as(DistributionDefinition.class)
        .map(report -> report.measure().name().toLowerCase(Locale.ROOT))
        .orElse("seconds");
  }
}
