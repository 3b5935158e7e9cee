package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.tables.StickinessTable;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.reports.udf.StickinessWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** On how many days people are active. */
final class StickinessKind implements ReportKind<StickinessDefinition> {

  @Override
  public String section() {
    return "stickiness";
  }

  @Override
  public Map<String, StickinessDefinition> definitions(ReportsConfig config) {
    return config.stickiness();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            StickinessTable.SPEC,
            (telling, known) -> new StickinessTransform(telling).apply(known.facts())));
  }

  @Override
  public void check(String path, StickinessDefinition report, ReportCheck check) {
    check.rule(path + ".active", report.active());
    for (Grain grain : report.range().periodsOr(Grain.MONTH)) {
      if (report.interval().compareTo(Grain.WEEK) > 0 || grain.compareTo(report.interval()) <= 0) {
        check.problem(
            path + ".interval", "counts days or weeks, which are shorter than the periods");
      }
    }
  }

  @Override
  public void compile(String id, StickinessDefinition report, ReportCompiler plan) {
    ReportCompiler.Span span = plan.span(report);
    for (Grain grain : span.range().periodsOr(Grain.MONTH)) {
      Periods periods = span.periods(grain);
      StickinessWork work =
          new StickinessWork(
              plan.flags().flag(report.active(), report.filter(), ReportCompiler.since(periods)),
              span.from(periods.day(0), report.interval()));
      plan.add(id, report, Optional.empty(), work, periods);
    }
  }
}
