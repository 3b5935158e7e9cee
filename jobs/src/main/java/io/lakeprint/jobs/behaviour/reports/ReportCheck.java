package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.Conditions;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.common.definitions.ValueType;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Attribution;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Notes everything that is wrong with the definitions of reports, each with its place: what all
 * kinds have in common here, the rest in each {@link ReportKind}.
 *
 * @param events event names that may be asked for; empty = any
 * @param segments ids of segments that reports may be of; empty = any
 * @param conditions what conditions may compare
 * @param problems gets what is found
 */
record ReportCheck(
    Optional<Set<String>> events,
    Optional<Set<String>> segments,
    Conditions conditions,
    Problems problems) {

  void check(ReportsConfig config) {
    Map<String, String> homes = new TreeMap<>();
    for (ReportKinds.Defined<?> defined : ReportKinds.defined(config)) {
      common(defined, homes);
      defined.check(this);
    }
  }

  /** Whether each report holds a day that is over. */
  void checkDays(ReportsConfig config, LocalDate asOf) {
    for (ReportKinds.Defined<?> defined : ReportKinds.defined(config)) {
      LocalDate first = defined.report().range().first(asOf);
      if (first.isAfter(asOf)) {
        problem(defined.path() + ".range.from", "is " + first + ", after the as-of day " + asOf);
      }
    }
  }

  private void common(ReportKinds.Defined<?> defined, Map<String, String> homes) {
    String path = defined.path();
    if (!defined.id().matches("[a-z][a-z0-9_]{0,62}")) {
      problem(path, "a report id is a small letter, then at most 62 small letters, digits and _");
    }
    String home = homes.putIfAbsent(defined.id(), path);
    if (home != null) {
      problem(path, "the id already belongs to " + home);
    }
    defined
        .report()
        .filter()
        .ifPresent(filter -> conditions.check(path + ".filter", filter, problems));
    defined.report().segment().ifPresent(segment -> segment(path + ".segment", segment));
  }

  private void segment(String path, String id) {
    segments
        .filter(known -> !known.contains(id))
        .ifPresent(
            known ->
                problem(path, "unknown segment '" + id + "'." + Suggestions.didYouMean(id, known)));
  }

  void noTotal(String path, List<Grain> grains) {
    if (grains.contains(Grain.TOTAL)) {
      problem(path + ".range.periods", "are of day, week or month: a total has none after it");
    }
  }

  /** Only an event of a funnel says more than the first one does. */
  void breakdown(String path, BreakdownRule rule) {
    attribute(path + ".attribute", rule.attribute());
    if (rule.by() != Attribution.FIRST) {
      problem(path + ".by", "only a funnel takes its value from another event than the first");
    }
  }

  void rule(String path, EventRule rule) {
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

  void attribute(String path, String name) {
    if (conditions.subjects().get(name) == null) {
      problem(
          path,
          "unknown attribute '"
              + name
              + "'."
              + Suggestions.didYouMean(name, conditions.subjects().keySet()));
    }
  }

  /** What events that are one have in common; "" = nothing. */
  void once(String path, String name) {
    if (!name.isEmpty()) {
      attribute(path, name);
    }
  }

  /** An amount is the value of the event, or a column of it that is an amount. */
  void amount(String path, String name) {
    if (name.equals(Flags.WORTH)) {
      return;
    }
    Conditions.Subject subject = conditions.subjects().get(name);
    if (subject == null) {
      attribute(path, name);
    } else if (subject.type() != ValueType.MONEY) {
      problem(path, name + " is " + subject.type().written() + ", not an amount");
    }
  }

  void positive(String path, Duration duration, String otherwise) {
    if (duration.toMillis() < 1) {
      problem(path, "is empty: " + otherwise);
    }
  }

  void problem(String path, String message) {
    problems.add(path, null, message);
  }
}
