package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.tables.GroupComparisonsTable;
import io.lakeprint.jobs.behaviour.kernel.ComparisonSpec;
import io.lakeprint.jobs.behaviour.kernel.Grain;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.reports.udf.ComparisonWork;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people do after they met one thing or another. */
final class ComparisonKind implements ReportKind<ComparisonDefinition> {

  @Override
  public String section() {
    return "comparisons";
  }

  @Override
  public Map<String, ComparisonDefinition> definitions(ReportsConfig config) {
    return config.comparisons();
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            GroupComparisonsTable.SPEC,
            (telling, known) -> new ComparisonTransform(telling).apply(known.facts())));
  }

  @Override
  public void check(String path, ComparisonDefinition report, ReportCheck check) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < report.groups().size(); i++) {
      ComparisonDefinition.Group group = report.groups().get(i);
      check.rule(path + ".groups[" + i + "]", group.rule());
      if (!names.add(group.name())) {
        check.problem(path + ".groups[" + i + "]", "has the name of another group");
      }
    }
    if (report.groups().size() < 2) {
      check.problem(path + ".groups", "one group has none to be compared with");
    }
    if (report.baselinePlace() < 0) {
      check.problem(
          path + ".baseline",
          "unknown group '"
              + report.baseline()
              + "'."
              + Suggestions.didYouMean(report.baseline(), names));
    }
    Set<String> shown = new HashSet<>();
    for (int i = 0; i < report.outcomes().size(); i++) {
      ComparisonDefinition.Outcome outcome = report.outcomes().get(i);
      check.rule(path + ".outcomes[" + i + "]", outcome.rule());
      if (!shown.add(outcome.shown())) {
        check.problem(path + ".outcomes[" + i + "]", "has the name of another outcome");
      }
    }
    if (report.outcomes().isEmpty() || report.outcomes().size() > ComparisonSpec.MOST_OUTCOMES) {
      check.problem(
          path + ".outcomes",
          "a comparison has 1 to "
              + ComparisonSpec.MOST_OUTCOMES
              + " outcomes, not "
              + report.outcomes().size());
    }
    if (report.unit() == PathSpec.Unit.PERSON) {
      check.positive(
          path + ".window",
          report.window(),
          "nothing can be done after it; write a duration such as 7 days");
    }
    report.breakdown().ifPresent(rule -> check.breakdown(path + ".breakdown", rule));
  }

  @Override
  public void compile(String id, ComparisonDefinition report, ReportCompiler plan) {
    ReportCompiler.Span span = plan.span(report);
    Flags flags = plan.flags();
    for (Grain grain : span.range().periodsOr(Grain.TOTAL)) {
      Periods periods = span.periods(grain);
      Optional<Instant> since = ReportCompiler.since(periods);
      ComparisonSpec spec =
          new ComparisonSpec(
              report.groups().stream()
                  .map(group -> flags.flag(group.rule(), report.filter(), since))
                  .toList(),
              report.baselinePlace(),
              report.outcomes().stream()
                  .map(
                      outcome ->
                          new ComparisonSpec.Outcome(
                              flags.flag(
                                  outcome.rule(),
                                  report.filter(),
                                  outcome.first() ? Optional.empty() : since),
                              outcome.first()))
                  .toList(),
              report.unit(),
              ReportCompiler.micros(report.window()),
              flags.slot(report.breakdown()));
      plan.add(id, report, report.breakdown(), new ComparisonWork(spec), periods);
    }
  }
}
