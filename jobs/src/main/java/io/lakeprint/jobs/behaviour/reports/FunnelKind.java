package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.tables.DistributionCellsTable;
import io.lakeprint.common.tables.FunnelStepsTable;
import io.lakeprint.common.tables.FunnelUsersTable;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Attribution;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Order;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.reports.udf.FunnelWork;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many get how far. */
final class FunnelKind implements ReportKind<FunnelDefinition> {

  @Override
  public String section() {
    return "funnels";
  }

  @Override
  public Map<String, FunnelDefinition> definitions(ReportsConfig config) {
    return config.funnels();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            FunnelStepsTable.SPEC,
            (telling, known) -> new FunnelStepsTransform(telling).apply(known.facts())),
        new Output(
            FunnelUsersTable.SPEC,
            (telling, known) -> new FunnelUsersTransform(telling).apply(known.facts())),
        new Output(
            DistributionCellsTable.SPEC,
            (telling, known) -> HistogramTransform.ofFunnels(telling).apply(known.facts())));
  }

  @Override
  public void check(String path, FunnelDefinition funnel, ReportCheck check) {
    int steps = funnel.steps().size();
    if (steps < 2 || steps > FunnelSpec.MOST_STEPS) {
      check.problem(
          path + ".steps", "a funnel has 2 to " + FunnelSpec.MOST_STEPS + " steps, not " + steps);
    }
    Map<EventRule, Integer> used = new HashMap<>();
    for (int i = 0; i < steps; i++) {
      FunnelDefinition.Step step = funnel.steps().get(i);
      String place = path + ".steps[" + i + "]";
      check.rule(place, step.rule());
      Integer earlier = used.putIfAbsent(step.rule(), i);
      if (earlier != null) {
        check.problem(
            place,
            "is the same as steps[" + earlier + "]: tell them apart with where, or leave one out");
      }
      if (step.optional() && (i == 0 || funnel.order() != Order.ORDERED)) {
        check.problem(place, "only later steps of an ordered funnel are optional");
      }
    }
    if (!funnel.sameDay() && funnel.window().toMillis() < 1) {
      check.problem(
          path + ".window",
          "is empty: nobody can do two steps; write a duration such as 7 days, or same-day = true");
    }
    for (int i = 0; i < funnel.exclusions().size(); i++) {
      exclusion(path + ".exclusions[" + i + "]", funnel, funnel.exclusions().get(i), check);
    }
    for (int i = 0; i < funnel.holdConstant().size(); i++) {
      check.attribute(path + ".hold-constant[" + i + "]", funnel.holdConstant().get(i));
    }
    funnel.breakdown().ifPresent(rule -> breakdown(path + ".breakdown", funnel, rule, check));
  }

  private static void exclusion(
      String path, FunnelDefinition funnel, FunnelDefinition.Exclusion rule, ReportCheck check) {
    check.rule(path, rule.rule());
    if (funnel.order() == Order.UNORDERED) {
      if (rule.from().isPresent() || rule.to().isPresent()) {
        check.problem(path, "the steps of an unordered funnel have no from and to");
      }
      return;
    }
    int from = rule.from().orElse(1);
    int to = rule.to().orElse(funnel.lastRequired());
    if (from < 1 || to <= from || to > funnel.steps().size()) {
      check.problem(
          path,
          "lies from step "
              + from
              + " to step "
              + to
              + ", not between two of the "
              + funnel.steps().size()
              + " steps");
    } else if (funnel.steps().get(from - 1).optional() || funnel.steps().get(to - 1).optional()) {
      check.problem(path, "lies between steps that are not optional");
    }
  }

  private static void breakdown(
      String path, FunnelDefinition funnel, BreakdownRule rule, ReportCheck check) {
    check.attribute(path + ".attribute", rule.attribute());
    if (rule.by() == Attribution.STEP) {
      if (funnel.order() == Order.UNORDERED) {
        check.problem(
            path + ".by", "the steps of an unordered funnel are no places: first or last");
      } else if (rule.step() < 1 || rule.step() > funnel.steps().size()) {
        check.problem(path + ".step", "there is no step " + rule.step());
      }
    }
  }

  @Override
  public void compile(String id, FunnelDefinition funnel, ReportCompiler plan) {
    ReportCompiler.Span span = plan.span(funnel);
    Flags flags = plan.flags();
    for (Grain grain : span.range().periodsOr(Grain.TOTAL)) {
      Periods periods = span.periods(grain);
      Optional<Instant> since = ReportCompiler.since(periods);
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
              new FunnelSpec.Window(ReportCompiler.micros(funnel.window()), funnel.sameDay()),
              exclusions(funnel, flags, since),
              funnel.holdConstant().stream().map(flags::slot).toList(),
              funnel
                  .breakdown()
                  .map(
                      rule ->
                          new FunnelSpec.Breakdown(
                              flags.slot(rule.attribute()), rule.by(), rule.step()))
                  .orElse(null),
              funnel.order() == Order.STRICT
                  ? flags.flag(EventRule.anything(), funnel.filter(), since)
                  : FunnelSpec.NONE);
      Periods windows = span.from(periods.day(0), Grain.DAY);
      plan.add(id, funnel, funnel.breakdown(), new FunnelWork(spec, windows), periods);
    }
  }

  private static List<FunnelSpec.Exclusion> exclusions(
      FunnelDefinition funnel, Flags flags, Optional<Instant> since) {
    return funnel.exclusions().stream()
        .map(
            exclusion ->
                new FunnelSpec.Exclusion(
                    flags.flag(exclusion.rule(), funnel.filter(), since),
                    exclusion.from().orElse(1),
                    exclusion.to().orElse(funnel.lastRequired())))
        .toList();
  }
}
