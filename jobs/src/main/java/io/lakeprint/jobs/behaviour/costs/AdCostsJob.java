package io.lakeprint.jobs.behaviour.costs;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.AdCostsTable;
import io.lakeprint.common.tables.EventsTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds up what advertising cost until the as-of date. */
public final class AdCostsJob implements Job<AdCostsConfig> {

  @Override
  public JobSpec<AdCostsConfig> spec() {
    return JobSpec.planned(
        "ad-costs",
        "behaviour",
        "Add up the cost records of advertising, by day and campaign",
        AdCostsConfig.class,
        List.of(JobInput.of(EventsTable.SPEC)),
        List.of(AdCostsTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, AdCostsConfig config) {
    Dataset<Row> events =
        context
            .input(EventsTable.SPEC)
            .where(EventsTable.EVENT_DATE.col().leq(lit(context.asOf())));
    return JobReport.of(
        context.lake().sync(AdCostsTable.SPEC, new AdCostsTransform(config).apply(events)));
  }
}
