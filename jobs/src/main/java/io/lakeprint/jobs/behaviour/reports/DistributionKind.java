package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.tables.DistributionCellsTable;
import io.lakeprint.jobs.behaviour.kernel.DistributionSpec;
import io.lakeprint.jobs.behaviour.kernel.DistributionSpec.Measure;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.reports.udf.DistributionWork;
import java.util.List;
import java.util.Map;

/** How many people do something how much. */
final class DistributionKind implements ReportKind<DistributionDefinition> {

  @Override
  public String section() {
    return "distributions";
  }

  @Override
  public Map<String, DistributionDefinition> definitions(ReportsConfig config) {
    return config.distributions();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            DistributionCellsTable.SPEC,
            (telling, known) -> HistogramTransform.ofPeople(telling).apply(known.facts())));
  }

  @Override
  public void check(String path, DistributionDefinition report, ReportCheck check) {
    check.rule(path + ".events", report.events());
    check.once(path + ".once", report.once());
    if (report.measure() == Measure.AMOUNT) {
      check.amount(path + ".amount", report.amount());
    }
    report.breakdown().ifPresent(rule -> check.breakdown(path + ".breakdown", rule));
  }

  @Override
  public void compile(String id, DistributionDefinition report, ReportCompiler plan) {
    ReportCompiler.Span span = plan.span(report);
    Flags flags = plan.flags();
    for (Grain grain : span.range().periodsOr(Grain.TOTAL)) {
      Periods periods = span.periods(grain);
      DistributionSpec spec =
          new DistributionSpec(
              flags.flag(report.events(), report.filter(), ReportCompiler.since(periods)),
              report.measure(),
              report.measure() == Measure.AMOUNT ? flags.amount(report.amount()) : FunnelSpec.NONE,
              flags.once(report.once()),
              span.from(periods.day(0), Grain.DAY),
              flags.slot(report.breakdown()));
      plan.add(id, report, report.breakdown(), new DistributionWork(spec), periods);
    }
  }
}
