package io.lakeprint.jobs.behaviour.metrics;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.MetricValuesTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes every metric of the catalogue from the roll-ups. */
public final class MetricsJob implements Job<MetricsConfig> {

  @Override
  public JobSpec<MetricsConfig> spec() {
    return JobSpec.planned(
        MetricsConfig.PATH,
        "behaviour",
        "Compute the metric catalogue, each period beside the one before and a year ago",
        MetricsConfig.class,
        Arrays.stream(MeasureSource.values())
            .map(source -> JobInput.optional(source.table()))
            .toList(),
        List.of(MetricValuesTable.SPEC));
  }

  @Override
  public void check(CheckContext context, MetricsConfig config) {
    // No operand of a check needs a zone.
    context.problems().addAll(MetricCompiler.check(config, new BusinessDays(ZoneOffset.UTC)));
  }

  @Override
  public JobReport run(JobContext context, MetricsConfig config) {
    MetricPlan plan = MetricCompiler.compile(config, new BusinessDays(context.zone()));
    Lake lake = context.lake();
    if (plan.metrics().isEmpty()) {
      Dataset<Row> none = lake.read(MetricValuesTable.SPEC).where(lit(false));
      return JobReport.of(lake.sync(MetricValuesTable.SPEC, none)).note("no metric is defined");
    }
    PeriodColumns periods = new PeriodColumns(config.periods(), config.weekStart());
    Dataset<Row> rows =
        Arrays.stream(MeasureSource.values())
            .map(source -> rows(context, plan, source))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Dataset<Row> values =
        new MetricValuesTransform(
                plan, periods, context.asOf().minusDays(config.days() - 1L), context.asOf())
            .apply(new MeasuresTransform(plan, periods).apply(rows));
    return JobReport.of(lake.sync(MetricValuesTable.SPEC, values));
  }

  private static Dataset<Row> rows(JobContext context, MetricPlan plan, MeasureSource source) {
    return new MeasureRowsTransform(plan, source)
        .apply(context.input(source.table()).where(source.date().col().leq(lit(context.asOf()))));
  }
}
