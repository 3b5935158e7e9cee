package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.tables.DistributionCellsTable;
import io.lakeprint.common.tables.IntervalStatsTable;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.IntervalSpec;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.reports.udf.IntervalWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much time lies between two events. */
final class IntervalKind implements ReportKind<IntervalDefinition> {

  @Override
  public String section() {
    return "intervals";
  }

  @Override
  public Map<String, IntervalDefinition> definitions(ReportsConfig config) {
    return config.intervals();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            IntervalStatsTable.SPEC,
            (telling, known) -> new IntervalStatsTransform(telling).apply(known.facts())),
        new Output(
            DistributionCellsTable.SPEC,
            (telling, known) -> HistogramTransform.ofIntervals(telling).apply(known.facts())));
  }

  @Override
  public void check(String path, IntervalDefinition report, ReportCheck check) {
    check.rule(path + ".from", report.from());
    check.rule(path + ".to", report.to());
    check.once(path + ".once", report.once());
    check.positive(
        path + ".within",
        report.within(),
        "no time lies between the two; write a duration such as 30 days");
    report.breakdown().ifPresent(rule -> check.breakdown(path + ".breakdown", rule));
  }

  @Override
  public void compile(String id, IntervalDefinition report, ReportCompiler plan) {
    ReportCompiler.Span span = plan.span(report);
    Flags flags = plan.flags();
    for (Grain grain : span.range().periodsOr(Grain.TOTAL)) {
      Periods periods = span.periods(grain);
      Optional<Instant> since = ReportCompiler.since(periods);
      IntervalSpec spec =
          new IntervalSpec(
              flags.flag(report.from(), report.filter(), since),
              flags.flag(report.to(), report.filter(), since),
              flags.once(report.once()),
              ReportCompiler.micros(report.within()),
              flags.slot(report.breakdown()));
      plan.add(id, report, report.breakdown(), new IntervalWork(spec), periods);
    }
  }
}
