package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.tables.RetentionCellsTable;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec;
import io.lakeprint.jobs.behaviour.reports.udf.RetentionWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who comes back. */
final class RetentionKind implements ReportKind<RetentionDefinition> {

  @Override
  public String section() {
    return "retentions";
  }

  @Override
  public Map<String, RetentionDefinition> definitions(ReportsConfig config) {
    return config.retentions();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            RetentionCellsTable.SPEC,
            (telling, known) -> new RetentionCellsTransform(telling).apply(known.facts())));
  }

  @Override
  public void check(String path, RetentionDefinition report, ReportCheck check) {
    check.rule(path + ".start", report.start());
    check.rule(path + ".back", report.back());
    List<Grain> grains = report.range().periodsOr(Grain.WEEK);
    check.noTotal(path, grains);
    if (report.clock() == RetentionSpec.Clock.HOURS_24 && grains.contains(Grain.MONTH)) {
      check.problem(path + ".clock", "24-hour windows are of days or weeks, not of months");
    }
    report.breakdown().ifPresent(rule -> check.breakdown(path + ".breakdown", rule));
  }

  @Override
  public void compile(String id, RetentionDefinition report, ReportCompiler plan) {
    ReportCompiler.Span span = plan.span(report);
    Flags flags = plan.flags();
    for (Grain grain : span.range().periodsOr(Grain.WEEK)) {
      Periods periods = span.periods(grain);
      Optional<Instant> since =
          report.kind() == RetentionSpec.Kind.RECURRING
              ? ReportCompiler.since(periods)
              : Optional.empty();
      RetentionSpec spec =
          new RetentionSpec(
              flags.flag(report.start(), report.filter(), since),
              report.kind() == RetentionSpec.Kind.FIRST_EVER
                  ? flags.flag(report.start().whatever(), Optional.empty(), since)
                  : FunnelSpec.NONE,
              flags.flag(report.back(), report.filter(), since),
              report.kind(),
              report.rolling(),
              report.clock(),
              report.lengths(),
              report.minimum(),
              flags.slot(report.breakdown()));
      plan.add(id, report, report.breakdown(), new RetentionWork(spec), periods);
    }
  }
}
