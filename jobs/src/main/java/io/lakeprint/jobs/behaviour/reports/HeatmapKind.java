package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.HeatmapCellsTable;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.HourSpec;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.kernel.ReachSpec;
import io.lakeprint.jobs.behaviour.kernel.TallySpec;
import io.lakeprint.jobs.behaviour.reports.udf.HourWork;
import io.lakeprint.jobs.behaviour.reports.udf.ReachWork;
import io.lakeprint.jobs.behaviour.reports.udf.TallyWork;
import io.lakeprint.jobs.behaviour.reports.udf.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When and where people do things. */
final class HeatmapKind implements ReportKind<HeatmapDefinition> {

  private static final EventRule PAGE_VIEWS =
      new EventRule(Optional.of(StandardEvents.PAGE_VIEW), List.of(), Optional.empty());

  @Override
  public String section() {
    return "heatmaps";
  }

  @Override
  public Map<String, HeatmapDefinition> definitions(ReportsConfig config) {
    return config.heatmaps();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            HeatmapCellsTable.SPEC,
            (telling, known) -> new HeatmapTransform(telling).apply(known.facts())));
  }

  @Override
  public void check(String path, HeatmapDefinition report, ReportCheck check) {
    check.rule(path + ".events", report.events());
    report.views().ifPresent(rule -> check.rule(path + ".views", rule));
    check.attribute(path + ".page", report.page());
    report.breakdown().ifPresent(rule -> check.breakdown(path + ".breakdown", rule));
  }

  @Override
  public void compile(String id, HeatmapDefinition report, ReportCompiler plan) {
    ReportCompiler.Span span = plan.span(report);
    Flags flags = plan.flags();
    for (Grain grain : span.range().periodsOr(Grain.TOTAL)) {
      Periods periods = span.periods(grain);
      Optional<Instant> since = ReportCompiler.since(periods);
      int events = flags.flag(report.events(), report.filter(), since);
      int breakdown = flags.slot(report.breakdown());
      int none = FunnelSpec.NONE;
      Work work =
          switch (report.kind()) {
            case HOURS -> new HourWork(new HourSpec(events, span.zone(), breakdown));
            case ELEMENTS ->
                new TallyWork(
                    new TallySpec(
                        events,
                        page(report, flags),
                        flags.slot(EventsTable.ELEMENT_ID.name()),
                        none,
                        none,
                        breakdown));
            case POSITIONS ->
                new TallyWork(
                    new TallySpec(
                        events,
                        page(report, flags),
                        none,
                        flags.slot(MapCells.column(report.columns())),
                        flags.slot(MapCells.row(report.rowPixels())),
                        breakdown));
            case REACH ->
                new ReachWork(
                    new ReachSpec(
                        flags.flag(report.views().orElse(PAGE_VIEWS), report.filter(), since),
                        events,
                        page(report, flags),
                        flags.slot(EventsTable.SCROLL_RATIO.name()),
                        breakdown));
          };
      plan.add(id, report, report.breakdown(), work, periods);
    }
  }

  private static int page(HeatmapDefinition report, Flags flags) {
    return flags.node(report.page(), report.cleaning(), report.groups());
  }
}
