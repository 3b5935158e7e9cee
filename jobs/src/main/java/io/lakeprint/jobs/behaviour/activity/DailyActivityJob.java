package io.lakeprint.jobs.behaviour.activity;

import io.lakeprint.common.activity.CountedEvents;
import io.lakeprint.common.activity.DailyActivityConfig;
import io.lakeprint.common.activity.DailyActivityTransform;
import io.lakeprint.common.activity.DailyDimensionsTransform;
import io.lakeprint.common.run.EventsStep;
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
    context.progress("rolling up days");
    try (EventsStep step = EventsStep.ofDays(context, spec(), CountedEvents.of(config), config)) {
      step.sync(DailyActivityTable.SPEC, new DailyActivityTransform(config).apply(step.events()));
      context.progress("rolling up days by " + config.dimensions().size() + " dimensions");
      step.sync(
          DailyDimensionsTable.SPEC,
          new DailyDimensionsTransform(config, context.zone()).apply(step.events()));
      return step.report();
    }
  }
}
