package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.tables.AttributionCreditsTable;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.jobs.behaviour.kernel.AttributionSpec;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.reports.udf.AttributionWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose doing conversions are. */
final class AttributionKind implements ReportKind<AttributionDefinition> {

  @Override
  public String section() {
    return "attributions";
  }

  @Override
  public Map<String, AttributionDefinition> definitions(ReportsConfig config) {
    return config.attributions();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            AttributionCreditsTable.SPEC,
            (telling, known) ->
                new AttributionTransform(telling).apply(known.facts(), known.costs())));
  }

  @Override
  public void check(String path, AttributionDefinition report, ReportCheck check) {
    check.rule(path + ".conversion", report.conversion());
    check.rule(path + ".touch", report.touch());
    check.attribute(path + ".touchpoint", report.touchpoint());
    check.once(path + ".once", report.once());
    check.amount(path + ".amount", report.amount());
    check.positive(
        path + ".look-back",
        report.lookBack(),
        "no touch lies before a conversion; write a duration such as 30 days");
    check.positive(
        path + ".half-life", report.halfLife(), "every touch but the last would weigh nothing");
  }

  @Override
  public void compile(String id, AttributionDefinition report, ReportCompiler plan) {
    ReportCompiler.Span span = plan.span(report);
    Flags flags = plan.flags();
    for (Grain grain : span.range().periodsOr(Grain.TOTAL)) {
      Periods periods = span.periods(grain);
      Optional<Instant> since = ReportCompiler.since(periods);
      AttributionSpec spec =
          new AttributionSpec(
              flags.flag(report.conversion(), report.filter(), since),
              flags.flag(
                  report.touch(),
                  report.filter(),
                  since.map(first -> first.minus(report.lookBack()))),
              flags.node(report.touchpoint(), Optional.empty(), report.groups()),
              flags.once(report.once()),
              flags.amount(report.amount()),
              flags.slot(EventsTable.CURRENCY.name()),
              ReportCompiler.micros(report.lookBack()),
              ReportCompiler.micros(report.halfLife()),
              report.repeats(),
              Set.copyOf(report.weak()));
      plan.add(id, report, Optional.empty(), new AttributionWork(spec), periods);
    }
  }
}
