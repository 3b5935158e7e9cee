package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec;
import io.lakeprint.jobs.behaviour.reports.udf.Series;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks the definitions of reports and turns them into a {@link ReportPlan}; one use each. */
final class ReportCompiler {

  private final ReportsConfig config;
  private final LocalDate asOf;
  private final BusinessDays days;
  private final Flags flags;
  private final List<ReportPlan.Told> series = new ArrayList<>();

  private ReportCompiler(ReportsConfig config, LocalDate asOf, BusinessDays days) {
    this.config = config;
    this.asOf = asOf;
    this.days = days;
    this.flags = new Flags(conditions(days), config.passiveEvents());
  }

  /**
   * The plan of all reports.
   *
   * @param seenEvents event names in the lake, known besides the standard and the configured ones
   * @throws io.lakeprint.common.error.UsageException {@code REPORTS_INVALID} with every problem
   */
  static ReportPlan compile(
      ReportsConfig config, Set<String> seenEvents, LocalDate asOf, BusinessDays days) {
    Set<String> known = new TreeSet<>(StandardEvents.BEHAVIOUR);
    known.addAll(config.events());
    known.addAll(seenEvents);
    Problems problems = new Problems();
    new ReportCheck(Optional.of(known), conditions(days), problems).check(config);
    checkDays(config, asOf, problems);
    if (!problems.isEmpty()) {
      throw ReportErrors.invalid(problems.found());
    }
    return new ReportCompiler(config, asOf, days).plan();
  }

  /** What is wrong with the definitions, whatever events the lake holds and whatever day it is. */
  static Problems check(ReportsConfig config) {
    Problems problems = new Problems();
    // The columns do not matter here, and no operand of a check needs a zone.
    Conditions conditions = conditions(new BusinessDays(ZoneOffset.UTC));
    new ReportCheck(Optional.empty(), conditions, problems).check(config);
    return problems;
  }

  private static Conditions conditions(BusinessDays days) {
    return new Conditions(Conditions.Of.ATTRIBUTE, new EventAttributes(), days);
  }

  private static void checkDays(ReportsConfig config, LocalDate asOf, Problems problems) {
    config
        .byKind()
        .forEach(
            (kind, reports) ->
                reports.forEach(
                    (id, report) -> {
                      LocalDate first = report.range().first(asOf);
                      if (first.isAfter(asOf)) {
                        problems.add(
                            ReportCheck.path(kind, id) + ".range.from",
                            null,
                            "is " + first + ", after the as-of day " + asOf);
                      }
                    }));
  }

  private ReportPlan plan() {
    config.funnels().forEach(this::funnel);
    config.retentions().forEach(this::retention);
    config.lifecycles().forEach(this::lifecycle);
    config.stickiness().forEach(this::stickiness);
    config.paths().forEach(this::path);
    return new ReportPlan(flags.flags(), flags.slots(), List.copyOf(series), config.includeBots());
  }

  /** The days of one report: its zone, and the last day of it that is known at least in part. */
  private record Span(Range range, LocalDate first, LocalDate last, ZoneId zone) {

    Periods periods(Grain grain) {
      return Periods.of(grain, zone, range.weekStart(), first, last);
    }

    Periods from(LocalDate day, Grain grain) {
      return Periods.of(grain, zone, range.weekStart(), day, last);
    }
  }

  private Span span(ReportDefinition report) {
    ZoneId zone = report.range().zone().orElse(days.zone());
    LocalDate last = LocalDate.ofInstant(days.end(asOf).minusNanos(1), zone);
    return new Span(report.range(), report.range().first(asOf), last, zone);
  }

  private static Optional<Instant> since(Periods periods) {
    return Optional.of(Instant.EPOCH.plus(periods.start(0), ChronoUnit.MICROS));
  }

  private void funnel(String id, FunnelDefinition funnel) {
    Span span = span(funnel);
    for (Grain grain : span.range().periodsOr(Grain.TOTAL)) {
      Periods periods = span.periods(grain);
      Optional<Instant> since = since(periods);
      List<FunnelSpec.Step> steps =
          funnel.steps().stream()
              .map(
                  step ->
                      new FunnelSpec.Step(
                          flags.flag(step.rule(), funnel.filter(), since), step.optional()))
              .toList();
      FunnelSpec spec =
          new FunnelSpec(
              steps,
              funnel.order(),
              funnel.entry(),
              funnel.count(),
              new FunnelSpec.Window(micros(funnel), funnel.sameDay()),
              exclusions(funnel, since),
              funnel.holdConstant().stream().map(flags::slot).toList(),
              funnel
                  .breakdown()
                  .map(
                      rule ->
                          new FunnelSpec.Breakdown(
                              flags.slot(rule.attribute()), rule.by(), rule.step()))
                  .orElse(null),
              funnel.order() == FunnelSpec.Order.STRICT
                  ? flags.flag(anything(), funnel.filter(), since)
                  : FunnelSpec.NONE);
      Periods windows = span.from(periods.day(0), Grain.DAY);
      add(
          id,
          funnel,
          funnel.breakdown(),
          Optional.of(funnel),
          0,
          new Series.Funnel(spec, windows),
          periods);
    }
  }

  private static EventRule anything() {
    return new EventRule(Optional.of(EventRule.ANY), List.of(), Optional.empty());
  }

  private static long micros(FunnelDefinition funnel) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(funnel.window()));
  }

  private List<FunnelSpec.Exclusion> exclusions(FunnelDefinition funnel, Optional<Instant> since) {
    return funnel.exclusions().stream()
        .map(
            exclusion ->
                new FunnelSpec.Exclusion(
                    flags.flag(exclusion.rule(), funnel.filter(), since),
                    exclusion.from().orElse(1),
                    exclusion.to().orElse(funnel.lastRequired())))
        .toList();
  }

  private void retention(String id, RetentionDefinition report) {
    Span span = span(report);
    for (Grain grain : span.range().periodsOr(Grain.WEEK)) {
      Periods periods = span.periods(grain);
      Optional<Instant> since =
          report.kind() == RetentionSpec.Kind.RECURRING ? since(periods) : Optional.empty();
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
              slot(report.breakdown()));
      add(id, report, report.breakdown(), Optional.empty(), 0, new Series.Retention(spec), periods);
    }
  }

  private void lifecycle(String id, LifecycleDefinition report) {
    Span span = span(report);
    for (Grain grain : span.range().periodsOr(Grain.WEEK)) {
      LocalDate first = grain.first(span.first(), span.range().weekStart());
      Series.Lifecycle work =
          new Series.Lifecycle(flags.flag(report.active(), report.filter(), Optional.empty()));
      add(
          id,
          report,
          Optional.empty(),
          Optional.empty(),
          0,
          work,
          span.from(first.minusDays(1), grain));
    }
  }

  private void stickiness(String id, StickinessDefinition report) {
    Span span = span(report);
    for (Grain grain : span.range().periodsOr(Grain.MONTH)) {
      Periods periods = span.periods(grain);
      Series.Stickiness work =
          new Series.Stickiness(
              flags.flag(report.active(), report.filter(), since(periods)),
              span.from(periods.day(0), report.interval()));
      add(id, report, Optional.empty(), Optional.empty(), 0, work, periods);
    }
  }

  private void path(String id, PathDefinition report) {
    Span span = span(report);
    for (Grain grain : span.range().periodsOr(Grain.TOTAL)) {
      Periods periods = span.periods(grain);
      Optional<Instant> since = since(periods);
      PathSpec spec =
          new PathSpec(
              flags.flag(report.events(), report.filter(), since),
              flags.node(report.node(), report.groups()),
              report.unit(),
              anchor(report.from(), report, since),
              anchor(report.to(), report, since),
              report.depth(),
              report.collapse(),
              slot(report.breakdown()));
      add(
          id,
          report,
          report.breakdown(),
          Optional.empty(),
          report.mostNodes(),
          new Series.Path(spec),
          periods);
    }
  }

  private int anchor(Optional<EventRule> rule, PathDefinition report, Optional<Instant> since) {
    return rule.map(r -> flags.flag(r, report.filter(), since)).orElse(FunnelSpec.NONE);
  }

  private int slot(Optional<BreakdownRule> breakdown) {
    return breakdown.map(rule -> flags.slot(rule.attribute())).orElse(FunnelSpec.NONE);
  }

  private <D extends Record & ReportDefinition> void add(
      String id,
      D report,
      Optional<BreakdownRule> breakdown,
      Optional<FunnelDefinition> funnel,
      int mostNodes,
      Series.Work work,
      Periods periods) {
    series.add(
        new ReportPlan.Told(
            id,
            DefinitionText.of(report).version(),
            breakdown.map(BreakdownRule::attribute),
            breakdown.map(BreakdownRule::most).orElse(0),
            funnel,
            mostNodes,
            new Series(work, periods, Periods.micros(days.end(asOf)))));
  }
}
