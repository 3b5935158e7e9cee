package io.lakeprint.jobs.tracking;

import io.lakeprint.common.definitions.TrackingPlan;
import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.lake.Part;
import io.lakeprint.common.run.CheckContext;
import io.lakeprint.common.run.Job;
import io.lakeprint.common.run.JobContext;
import io.lakeprint.common.run.JobInput;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.run.JobSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.TrackingFindingsTable;
import io.lakeprint.common.time.DayRange;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Holds the collection of a period against the tracking plan and against the days before.
 *
 * <p>Reads no value of a person to the driver: only how many events of which name, from where, say
 * which property with a value of which type. Events that come later change the findings of a period
 * that is audited again.
 */
public final class AuditJob implements Job<AuditConfig> {

  @Override
  public JobSpec<AuditConfig> spec() {
    return JobSpec.onDemand(
        AuditConfig.PATH,
        "operate",
        "Hold what arrives against the tracking plan: unknown, missing, wrong, volumes that broke",
        AuditConfig.class,
        List.of(JobInput.of(EventsTable.SPEC)),
        List.of(TrackingFindingsTable.SPEC));
  }

  @Override
  public void check(CheckContext context, AuditConfig config) {
    context
        .settings(TrackingPlan.PATH, TrackingPlan.class)
        .ifPresent(
            plan -> {
              context.define("planned events", plan.events().keySet());
              new TrackingPlanCheck(context.config(), context.problems()).check(plan);
            });
  }

  /**
   * @throws GateRefusedException {@code COLLECTION_OFF_PLAN} where something is against the plan
   *     and {@code audit.refuse} is on, after the findings are written
   */
  @Override
  public JobReport run(JobContext context, AuditConfig config) {
    TrackingPlan plan = context.settings(TrackingPlan.PATH, TrackingPlan.class);
    DayRange period = config.period(context.asOf());
    Seen seen = new EventsReader(context, plan, config).seen(period);
    List<Finding> findings =
        new ArrayList<>(new PlanRules(plan, seen, config.tolerance()).findings());
    findings.addAll(new ChangeRules(plan, seen, config.volumes()).findings());
    AuditText.lines(findings).forEach(context::print);
    JobReport report =
        JobReport.of(
            context
                .lake()
                .sync(
                    TrackingFindingsTable.SPEC,
                    rows(context, findings),
                    Part.where(
                        TrackingFindingsTable.AS_OF.name() + " = DATE'" + context.asOf() + "'")));
    long errors = findings.stream().filter(Finding::isError).count();
    if (config.refuse() && errors > 0) {
      throw new GateRefusedException(
          "COLLECTION_OFF_PLAN",
          "Findings of " + period + " against the tracking plan: " + errors + ".",
          "audit.refuse is on; events.tracking_findings has them all.",
          "Correct the senders, or the plan where it is out of date.");
    }
    return report.note(told(plan, findings, errors, period));
  }

  private static String told(
      TrackingPlan plan, List<Finding> findings, long errors, DayRange period) {
    String found =
        period
            + ": "
            + errors
            + " against the plan, "
            + (findings.size() - errors)
            + " worth a look";
    return plan.events().isEmpty()
        ? found
            + "; no event is planned (tracking-plan.events): lakeprint audit suggest drafts a plan"
        : found;
  }

  private static Dataset<Row> rows(JobContext context, List<Finding> findings) {
    List<Row> rows =
        findings.stream()
            .map(
                finding ->
                    RowFactory.create(
                        Date.valueOf(context.asOf()),
                        finding.problem().id(),
                        finding.place().source(),
                        finding.place().channel(),
                        finding.place().event(),
                        finding.property(),
                        Date.valueOf(finding.day().orElse(context.asOf())),
                        finding.isError() ? "error" : "warning",
                        finding.events(),
                        finding.observed(),
                        finding.expected().isPresent() ? finding.expected().getAsDouble() : null,
                        finding.owner().orElse(null),
                        finding.message()))
            .toList();
    return context.spark().createDataFrame(rows, TrackingFindingsTable.SPEC.schema());
  }
}
