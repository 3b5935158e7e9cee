package io.lakeprint.jobs.behaviour.metrics;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.Cached;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Definitions;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.DefinitionsTable;
import io.lakeprint.common.tables.MetricValuesTable;
import io.lakeprint.common.time.BusinessDays;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes every metric of the catalogue from the roll-ups. */
public final class MetricsJob implements Job<MetricsConfig> {

  private static final String KIND = "metric";

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
        List.of(MetricValuesTable.SPEC, DefinitionsTable.SPEC));
  }

  @Override
  public void check(CheckContext context, MetricsConfig config) {
    context.define("metrics", config.metrics().keySet());
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
    LocalDate first = context.asOf().minusDays(config.days() - 1L);
    Dataset<Row> rows =
        Arrays.stream(MeasureSource.values())
            .map(source -> rows(context, plan, source))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    try (Cached measures = Cached.of(new MeasuresTransform(plan, periods).apply(rows));
        Cached evidence = Cached.of(evidence(context, periods, first, measures.rows()))) {
      Dataset<Row> values =
          new MetricValuesTransform(plan, periods, first, context.asOf())
              .apply(measures.rows(), evidence.rows(), lake.read(MetricValuesTable.SPEC));
      return JobReport.of(lake.sync(MetricValuesTable.SPEC, values))
          .and(Definitions.keep(context, KIND, config.metrics()));
    }
  }

  private static Dataset<Row> evidence(
      JobContext context, PeriodColumns periods, LocalDate first, Dataset<Row> measures) {
    return new EvidenceTransform(periods)
        .apply(
            measures
                .select(col(MeasuresTransform.GRAIN), col(MeasuresTransform.PERIOD))
                // The period of the first day began no earlier than this.
                .where(col(MeasuresTransform.PERIOD).gt(lit(first.minusMonths(1))))
                .distinct(),
            input(context, MeasureSource.ACTIVITY),
            input(context, MeasureSource.ORDERS),
            input(context, MeasureSource.COSTS));
  }

  private static Dataset<Row> rows(JobContext context, MetricPlan plan, MeasureSource source) {
    return new MeasureRowsTransform(plan, source).apply(input(context, source));
  }

  private static Dataset<Row> input(JobContext context, MeasureSource source) {
    return context.input(source.table()).where(source.date().col().leq(lit(context.asOf())));
  }
}
