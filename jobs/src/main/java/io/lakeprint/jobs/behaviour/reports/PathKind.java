package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.common.tables.PathEdgesTable;
import io.lakeprint.common.tables.PathSequencesTable;
import io.lakeprint.common.tables.PathTransitionsTable;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.reports.udf.PathWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which way people take. */
final class PathKind implements ReportKind<PathDefinition> {

  @Override
  public String section() {
    return "paths";
  }

  @Override
  public Map<String, PathDefinition> definitions(ReportsConfig config) {
    return config.paths();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            PathEdgesTable.SPEC,
            (telling, known) -> new PathEdgesTransform(telling).apply(known.facts())),
        new Output(
            PathTransitionsTable.SPEC,
            (telling, known) -> new PathTransitionsTransform(telling).apply(known.facts())),
        new Output(
            PathSequencesTable.SPEC,
            (telling, known) -> new PathSequencesTransform(telling).apply(known.facts())));
  }

  @Override
  public void check(String path, PathDefinition report, ReportCheck check) {
    check.rule(path + ".events", report.events());
    check.attribute(path + ".node", report.node());
    report.from().ifPresent(rule -> check.rule(path + ".from", rule));
    report.to().ifPresent(rule -> check.rule(path + ".to", rule));
    if (report.sequences().isPresent()
        && !report.range().periodsOr(Grain.TOTAL).contains(Grain.TOTAL)) {
      check.problem(path + ".sequences", "are those of a total: add it to range.periods");
    }
    report.breakdown().ifPresent(rule -> check.breakdown(path + ".breakdown", rule));
    report.did().ifPresent(rule -> check.rule(path + ".did", rule));
    if (report.did().isPresent() && report.breakdown().isPresent()) {
      check.problem(path + ".did", "tells paths apart as breakdown does: leave one of them out");
    }
  }

  @Override
  public void compile(String id, PathDefinition report, ReportCompiler plan) {
    ReportCompiler.Span span = plan.span(report);
    Flags flags = plan.flags();
    for (Grain grain : span.range().periodsOr(Grain.TOTAL)) {
      Periods periods = span.periods(grain);
      Optional<Instant> since = ReportCompiler.since(periods);
      PathSpec spec =
          new PathSpec(
              flags.flag(report.events(), report.filter(), since),
              flags.node(report.node(), report.cleaning(), report.groups()),
              report.unit(),
              anchor(report.from(), report, flags, since),
              anchor(report.to(), report, flags, since),
              report.depth(),
              report.collapse(),
              flags.slot(report.breakdown()),
              anchor(report.did(), report, flags, since));
      plan.add(
          id,
          report,
          report.toldBy(),
          new PathWork(spec, report.sequences().isPresent() && grain == Grain.TOTAL),
          periods);
    }
  }

  private static int anchor(
      Optional<EventRule> rule, PathDefinition report, Flags flags, Optional<Instant> since) {
    return rule.map(r -> flags.flag(r, report.filter(), since)).orElse(FunnelSpec.NONE);
  }
}
