package io.lakeprint.jobs.tracking;

import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.EventsTable;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Drafts a tracking plan from the events of a period; writes nothing.
 *
 * @param out gets the draft
 */
record SuggestTool(Consumer<String> out) implements Job<AuditConfig> {

  @Override
  public JobSpec<AuditConfig> spec() {
    return new JobSpec<>(
        "audit suggest",
        "operate",
        "Draft a tracking plan from what arrives",
        AuditConfig.PATH,
        AuditConfig.class,
        List.of(JobInput.of(EventsTable.SPEC)),
        List.of(),
        false);
  }

  @Override
  public JobReport run(JobContext context, AuditConfig config) {
    TrackingPlan none = new TrackingPlan(Map.of(), Map.of());
    Seen seen = new EventsReader(context, none, config).seen(config.period(context.asOf()));
    out.accept(new SuggestedPlan(seen).text());
    return JobReport.of();
  }
}
