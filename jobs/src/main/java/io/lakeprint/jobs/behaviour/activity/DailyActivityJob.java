package io.lakeprint.jobs.behaviour.activity;

import static org.apache.spark.sql.functions.lit;

import io.lakeprint.common.lake.WriteResult;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.DailyDimensionsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PersonsTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rolls up the days until the as-of date; days after it stay as they are.
 *
 * <p>The two roll-ups read the events each for itself: a scan of the few columns they need costs
 * less than keeping them.
 */
public final class DailyActivityJob implements Job<DailyActivityConfig> {

  @Override
  public JobSpec<DailyActivityConfig> spec() {
    return JobSpec.planned(
        "daily-activity",
        "behaviour",
        "Roll up each person's days: counts, amounts, and what they were about",
        DailyActivityConfig.class,
        // Identity settles events.one_id: what people did waits for who they are.
        List.of(JobInput.of(EventsTable.SPEC), JobInput.optional(PersonsTable.SPEC)),
        List.of(DailyActivityTable.SPEC, DailyDimensionsTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, DailyActivityConfig config) {
    Dataset<Row> events =
        context
            .input(EventsTable.SPEC)
            .where(EventsTable.EVENT_DATE.col().leq(lit(context.asOf())));
    String days = DailyActivityTable.EVENT_DATE.name() + " <= DATE'" + context.asOf() + "'";
    context.progress("rolling up days");
    WriteResult activity =
        context
            .lake()
            .sync(DailyActivityTable.SPEC, new DailyActivityTransform(config).apply(events), days);
    context.progress("rolling up days by " + config.dimensions().size() + " dimensions");
    WriteResult dimensions =
        context
            .lake()
            .sync(
                DailyDimensionsTable.SPEC,
                new DailyDimensionsTransform(config, context.zone()).apply(events),
                days);
    return JobReport.of(activity, dimensions);
  }
}
