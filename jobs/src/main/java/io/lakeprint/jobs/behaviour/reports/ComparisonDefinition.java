package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A comparison of groups as an operator defines it; docs/behaviour.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param owner who answers for it
 * @param filter what holds for all of its events
 * @param segment of whose people it tells
 * @param range the days it is about
 * @param groups what puts somebody into each group
 * @param baseline name of the group that the others are compared with
 * @param outcomes what they may do then
 * @param unit who is compared
 * @param window how long an outcome counts
 * @param breakdown attribute of the first event of a group by whose values it is told too
 */
record ComparisonDefinition(
    String nameZh,
    String nameEn,
    Optional<String> owner,
    Optional<Condition> filter,
    Optional<String> segment,
    @Default("{}") Range range,
    List<Group> groups,
    String baseline,
    List<Outcome> outcomes,
    @Default("person") PathSpec.Unit unit,
    @Default("7 days") Duration window,
    Optional<BreakdownRule> breakdown)
    implements ReportDefinition {

  /**
   * One group.
   *
   * @param name how it is shown
   * @param event its event
   * @param events its events
   * @param where what else holds for them
   */
  record Group(
      String name,
      Optional<String> event,
      @Default("[]") List<String> events,
      Optional<Condition> where) {

    Group {
      new EventRule(event, events, where);
    }

    EventRule rule() {
      return new EventRule(event, events, where);
    }
  }

  /**
   * One outcome.
   *
   * @param name how it is shown; absent = its events
   * @param event its event
   * @param events its events
   * @param where what else holds for them
   * @param first whether only a person's first one of all time counts
   */
  record Outcome(
      Optional<String> name,
      Optional<String> event,
      @Default("[]") List<String> events,
      Optional<Condition> where,
      @Default("false") boolean first) {

    Outcome {
      new EventRule(event, events, where);
    }

    EventRule rule() {
      return new EventRule(event, events, where);
    }

    String shown() {
      return name.orElseGet(() -> String.join(", ", rule().names()));
    }
  }

  /** Place of the baseline among the groups, or -1. */
  int baselinePlace() {
    return groups.stream().map(Group::name).toList().indexOf(baseline);
  }
}
