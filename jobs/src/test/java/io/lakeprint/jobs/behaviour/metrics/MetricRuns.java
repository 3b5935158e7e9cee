package io.lakeprint.jobs.behaviour.metrics;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.tables.AdCostsTable;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.SessionsTable;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.testkit.TableRows;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs of metrics over rows in memory. */
final class MetricRuns {

  static final BusinessDays DAYS = new BusinessDays(ZoneId.of("UTC"));
  static final PeriodColumns PERIODS =
      new PeriodColumns(List.of(Grain.DAY, Grain.WEEK, Grain.MONTH), DayOfWeek.WEDNESDAY);

  private MetricRuns() {}

  static MetricsConfig config(String definitions) {
    String section =
        "mine={ days = 60, periods = [day, week, month], week-start = wednesday\n"
            + definitions
            + "\n}";
    return ConfigLoader.load(List.of(), List.of(section), MetricRuns.class.getClassLoader())
        .bind("mine", MetricsConfig.class);
  }

  static MetricPlan plan(String definitions) {
    return MetricCompiler.compile(config(definitions), DAYS);
  }

  static List<String> rows(Dataset<Row> table, String... columns) {
    return table
        .selectExpr("concat_ws(' ', " + String.join(", ", columns) + ")")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** The table after a run that tells of so many days. */
  static Dataset<Row> said(
      SparkSession spark,
      MetricPlan plan,
      LocalDate asOf,
      int days,
      TableRows activity,
      TableRows orders,
      Dataset<Row> before) {
    Dataset<Row> did = activity.on(spark).where(DailyActivityTable.EVENT_DATE.col().leq(lit(asOf)));
    Dataset<Row> bought = orders.on(spark).where(OrdersTable.ORDER_DATE.col().leq(lit(asOf)));
    Dataset<Row> measures =
        new MeasuresTransform(plan, PERIODS)
            .apply(
                new MeasureRowsTransform(plan, MeasureSource.ACTIVITY)
                    .apply(did)
                    .unionByName(new MeasureRowsTransform(plan, MeasureSource.ORDERS).apply(bought))
                    .unionByName(
                        new MeasureRowsTransform(plan, MeasureSource.SESSIONS)
                            .apply(TableRows.of(SessionsTable.SPEC).on(spark))));
    Dataset<Row> evidence =
        new EvidenceTransform(PERIODS)
            .apply(
                measures.select(MeasuresTransform.GRAIN, MeasuresTransform.PERIOD).distinct(),
                did,
                bought,
                TableRows.of(AdCostsTable.SPEC).on(spark));
    return new MetricValuesTransform(plan, PERIODS, asOf.minusDays(days - 1L), asOf)
        .apply(measures, evidence, before);
  }
}
