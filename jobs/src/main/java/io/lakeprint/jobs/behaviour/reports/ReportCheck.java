package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Attribution;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Order;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Notes everything that is wrong with the definitions of reports, each with its place.
 *
 * @param events event names that may be asked for; empty = any
 * @param conditions what conditions may compare
 * @param problems gets what is found
 */
record ReportCheck(Optional<Set<String>> events, Conditions conditions, Problems problems) {

  void check(ReportsConfig config) {
    Map<String, String> homes = new TreeMap<>();
    config
        .byKind()
        .forEach(
            (kind, definitions) ->
                definitions.forEach((id, report) -> common(kind, id, report, homes)));
    config.funnels().forEach((id, funnel) -> funnel(path("funnels", id), funnel));
    config.retentions().forEach((id, retention) -> retention(path("retentions", id), retention));
    config.lifecycles().forEach((id, report) -> lifecycle(path("lifecycles", id), report));
    config.stickiness().forEach((id, report) -> stickiness(path("stickiness", id), report));
    config.paths().forEach((id, report) -> paths(path("paths", id), report));
  }

  static String path(String kind, String id) {
    return ReportsConfig.PATH + "." + kind + "." + id;
  }

  private void common(String kind, String id, ReportDefinition report, Map<String, String> homes) {
    String path = path(kind, id);
    if (!id.matches("[a-z][a-z0-9_]{0,62}")) {
      problem(path, "a report id is a small letter, then at most 62 small letters, digits and _");
    }
    String home = homes.putIfAbsent(id, path);
    if (home != null) {
      problem(path, "the id already belongs to " + home);
    }
    report.filter().ifPresent(filter -> conditions.check(path + ".filter", filter, problems));
  }

  private void funnel(String path, FunnelDefinition funnel) {
    int steps = funnel.steps().size();
    if (steps < 2 || steps > FunnelSpec.MOST_STEPS) {
      problem(
          path + ".steps", "a funnel has 2 to " + FunnelSpec.MOST_STEPS + " steps, not " + steps);
    }
    Map<EventRule, Integer> used = new HashMap<>();
    for (int i = 0; i < steps; i++) {
      FunnelDefinition.Step step = funnel.steps().get(i);
      String place = path + ".steps[" + i + "]";
      rule(place, step.rule());
      Integer earlier = used.putIfAbsent(step.rule(), i);
      if (earlier != null) {
        problem(
            place,
            "is the same as steps[" + earlier + "]: tell them apart with where, or leave one out");
      }
      if (step.optional() && (i == 0 || funnel.order() != Order.ORDERED)) {
        problem(place, "only later steps of an ordered funnel are optional");
      }
    }
    if (!funnel.sameDay() && funnel.window().toMillis() < 1) {
      problem(
          path + ".window",
          "is empty: nobody can do two steps; write a duration such as 7 days, or same-day = true");
    }
    for (int i = 0; i < funnel.exclusions().size(); i++) {
      exclusion(path + ".exclusions[" + i + "]", funnel, funnel.exclusions().get(i));
    }
    for (int i = 0; i < funnel.holdConstant().size(); i++) {
      attribute(path + ".hold-constant[" + i + "]", funnel.holdConstant().get(i));
    }
    funnel.breakdown().ifPresent(rule -> funnelBreakdown(path + ".breakdown", funnel, rule));
  }

  private void exclusion(String path, FunnelDefinition funnel, FunnelDefinition.Exclusion rule) {
    rule(path, rule.rule());
    if (funnel.order() == Order.UNORDERED) {
      if (rule.from().isPresent() || rule.to().isPresent()) {
        problem(path, "the steps of an unordered funnel have no from and to");
      }
      return;
    }
    int from = rule.from().orElse(1);
    int to = rule.to().orElse(funnel.lastRequired());
    if (from < 1 || to <= from || to > funnel.steps().size()) {
      problem(
          path,
          "lies from step "
              + from
              + " to step "
              + to
              + ", not between two of the "
              + funnel.steps().size()
              + " steps");
    } else if (funnel.steps().get(from - 1).optional() || funnel.steps().get(to - 1).optional()) {
      problem(path, "lies between steps that are not optional");
    }
  }

  private void funnelBreakdown(String path, FunnelDefinition funnel, BreakdownRule rule) {
    attribute(path + ".attribute", rule.attribute());
    if (rule.by() == Attribution.STEP) {
      if (funnel.order() == Order.UNORDERED) {
        problem(path + ".by", "the steps of an unordered funnel are no places: first or last");
      } else if (rule.step() < 1 || rule.step() > funnel.steps().size()) {
        problem(path + ".step", "there is no step " + rule.step());
      }
    }
  }

  private void retention(String path, RetentionDefinition retention) {
    rule(path + ".start", retention.start());
    rule(path + ".back", retention.back());
    List<Grain> grains = retention.range().periodsOr(Grain.WEEK);
    noTotal(path, grains);
    if (retention.clock() == RetentionSpec.Clock.HOURS_24 && grains.contains(Grain.MONTH)) {
      problem(path + ".clock", "24-hour windows are of days or weeks, not of months");
    }
    retention.breakdown().ifPresent(rule -> breakdown(path + ".breakdown", rule));
  }

  private void lifecycle(String path, LifecycleDefinition report) {
    rule(path + ".active", report.active());
    noTotal(path, report.range().periodsOr(Grain.WEEK));
  }

  private void stickiness(String path, StickinessDefinition report) {
    rule(path + ".active", report.active());
    for (Grain grain : report.range().periodsOr(Grain.MONTH)) {
      if (report.interval().compareTo(Grain.WEEK) > 0 || grain.compareTo(report.interval()) <= 0) {
        problem(path + ".interval", "counts days or weeks, which are shorter than the periods");
      }
    }
  }

  private void paths(String path, PathDefinition report) {
    rule(path + ".events", report.events());
    attribute(path + ".node", report.node());
    report.from().ifPresent(rule -> rule(path + ".from", rule));
    report.to().ifPresent(rule -> rule(path + ".to", rule));
    report.breakdown().ifPresent(rule -> breakdown(path + ".breakdown", rule));
  }

  private void noTotal(String path, List<Grain> grains) {
    if (grains.contains(Grain.TOTAL)) {
      problem(path + ".range.periods", "are of day, week or month: a total has none after it");
    }
  }

  /** Only an event of a funnel says more than the first one does. */
  private void breakdown(String path, BreakdownRule rule) {
    attribute(path + ".attribute", rule.attribute());
    if (rule.by() != Attribution.FIRST) {
      problem(path + ".by", "only a funnel takes its value from another event than the first");
    }
  }

  private void rule(String path, EventRule rule) {
    for (String name : rule.names()) {
      boolean any = name.equals(EventRule.ANY);
      if (any && rule.names().size() > 1) {
        problem(path, "'*' is whatever people do: no other name stands beside it");
      }
      events
          .filter(known -> !any && !known.contains(name))
          .ifPresent(
              known ->
                  problem(
                      path,
                      "unknown event '"
                          + name
                          + "'."
                          + Suggestions.didYouMean(name, known)
                          + " A name that is still to come stands in reports.events"));
    }
    rule.where().ifPresent(where -> conditions.check(path + ".where", where, problems));
  }

  private void attribute(String path, String name) {
    if (conditions.subjects().get(name) == null) {
      problem(
          path,
          "unknown attribute '"
              + name
              + "'."
              + Suggestions.didYouMean(name, conditions.subjects().keySet()));
    }
  }

  private void problem(String path, String message) {
    problems.add(path, null, message);
  }
}
