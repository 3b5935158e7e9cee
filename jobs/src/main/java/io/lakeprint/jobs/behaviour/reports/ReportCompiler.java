package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.DefinitionText;
import io.lakeprint.common.definitions.EventAttributes;
import io.lakeprint.common.tables.StandardEvents;
import io.lakeprint.common.time.BusinessDays;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.reports.udf.Series;
import io.lakeprint.jobs.behaviour.reports.udf.Work;
import java.time.Duration;
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

/**
 * Checks the definitions of reports and turns them into a {@link ReportPlan}; one use each. Every
 * {@link ReportKind} adds its series to it.
 */
final class ReportCompiler {

  private final LocalDate asOf;
  private final BusinessDays days;
  private final Flags flags;
  private final List<ReportPlan.Told> series = new ArrayList<>();
  private final List<String> segments = new ArrayList<>();

  private ReportCompiler(ReportsConfig config, LocalDate asOf, BusinessDays days) {
    this.asOf = asOf;
    this.days = days;
    this.flags = new Flags(conditions(days), config.passiveEvents());
  }

  /**
   * The plan of all reports.
   *
   * <p>Whether segments exist is asked of the configuration, by {@link #check}.
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
    ReportCheck check =
        new ReportCheck(Optional.of(known), Optional.empty(), conditions(days), problems);
    check.check(config);
    check.checkDays(config, asOf);
    if (!problems.isEmpty()) {
      throw ReportErrors.invalid(problems.found());
    }
    ReportCompiler compiler = new ReportCompiler(config, asOf, days);
    ReportKinds.defined(config).forEach(report -> report.compile(compiler));
    return new ReportPlan(
        compiler.flags.flags(),
        compiler.flags.slots(),
        List.copyOf(compiler.segments),
        List.copyOf(compiler.series),
        config.includeBots());
  }

  /**
   * What is wrong with the definitions, whatever events the lake holds and whatever day it is.
   *
   * @param segments ids of the segments that there are; empty = unknown
   */
  static Problems check(ReportsConfig config, Optional<Set<String>> segments) {
    Problems problems = new Problems();
    // The columns do not matter here, and no operand of a check needs a zone.
    Conditions conditions = conditions(new BusinessDays(ZoneOffset.UTC));
    new ReportCheck(Optional.empty(), segments, conditions, problems).check(config);
    return problems;
  }

  private static Conditions conditions(BusinessDays days) {
    return new Conditions(Conditions.Of.ATTRIBUTE, new EventAttributes(), days);
  }

  /** The conditions and values that series ask for. */
  Flags flags() {
    return flags;
  }

  /** The days of one report: its zone, and the last day of it that is known at least in part. */
  record Span(Range range, LocalDate first, LocalDate last, ZoneId zone) {

    Periods periods(Grain grain) {
      return from(first, grain);
    }

    Periods from(LocalDate day, Grain grain) {
      return Periods.of(grain, zone, range.weekStart(), day, last);
    }
  }

  Span span(ReportDefinition report) {
    ZoneId zone = report.range().zone().orElse(days.zone());
    LocalDate last = LocalDate.ofInstant(days.end(asOf).minusNanos(1), zone);
    return new Span(report.range(), report.range().first(asOf), last, zone);
  }

  /** The first moment of some periods, before which nothing matters to most reports. */
  static Optional<Instant> since(Periods periods) {
    return Optional.of(Instant.EPOCH.plus(periods.start(0), ChronoUnit.MICROS));
  }

  static long micros(Duration duration) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(duration));
  }

  <D extends Record & ReportDefinition> void add(
      String id, D report, Optional<BreakdownRule> breakdown, Work work, Periods periods) {
    series.add(
        new ReportPlan.Told(
            id,
            DefinitionText.of(report).version(),
            report,
            breakdown,
            new Series(
                work,
                periods,
                Periods.micros(days.end(asOf)),
                report.segment().map(this::number).orElse(Series.EVERYBODY))));
  }

  private int number(String segment) {
    int known = segments.indexOf(segment);
    if (known >= 0) {
      return known;
    }
    segments.add(segment);
    return segments.size() - 1;
  }
}
