package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.tables.LifecycleTable;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.reports.udf.LifecycleWork;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is new, returning, resurrecting or dormant. */
final class LifecycleKind implements ReportKind<LifecycleDefinition> {

  @Override
  public String section() {
    return "lifecycles";
  }

  @Override
  public Map<String, LifecycleDefinition> definitions(ReportsConfig config) {
    return config.lifecycles();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            LifecycleTable.SPEC,
            (telling, known) -> new LifecycleTransform(telling).apply(known.facts())));
  }

  @Override
  public void check(String path, LifecycleDefinition report, ReportCheck check) {
    check.rule(path + ".active", report.active());
    check.noTotal(path, report.range().periodsOr(Grain.WEEK));
  }

  @Override
  public void compile(String id, LifecycleDefinition report, ReportCompiler plan) {
    ReportCompiler.Span span = plan.span(report);
    for (Grain grain : span.range().periodsOr(Grain.WEEK)) {
      LocalDate first = grain.first(span.first(), span.range().weekStart());
      int active = plan.flags().flag(report.active(), report.filter(), Optional.empty());
      plan.add(
          id,
          report,
          Optional.empty(),
          new LifecycleWork(active),
          span.from(first.minusDays(1), grain));
    }
  }
}
