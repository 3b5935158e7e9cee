package io.lakeprint.jobs.attributes;

import io.lakeprint.common.run.EventsStep;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.AttributeUpdatesTable;
import io.lakeprint.common.tables.EventsTable;
import java.util.List;

/** Collects what sources declared about people until the as-of date. */
public final class AttributesJob implements Job<AttributesConfig> {

  @Override
  public JobSpec<AttributesConfig> spec() {
    return JobSpec.planned(
        "attributes",
        "profile",
        "Collect the attributes that sources declare about people",
        AttributesConfig.class,
        List.of(JobInput.of(EventsTable.SPEC)),
        List.of(AttributeUpdatesTable.SPEC));
  }

  @Override
  public JobReport run(JobContext context, AttributesConfig config) {
    AttributeUpdatesTransform updates = new AttributeUpdatesTransform(config);
    context.progress("collecting attributes");
    try (EventsStep step = EventsStep.of(context, spec(), updates.watch(), config)) {
      step.sync(AttributeUpdatesTable.SPEC, updates.apply(step.events()));
      return step.report();
    }
  }
}
