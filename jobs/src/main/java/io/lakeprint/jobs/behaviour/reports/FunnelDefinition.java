package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A funnel as an operator defines it; docs/behaviour.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param owner who answers for it
 * @param filter what holds for all of its events
 * @param segment of whose people it tells
 * @param range the days it is about
 * @param steps its steps
 * @param order how they must follow one another
 * @param entry which first step counts as the beginning
 * @param count what is counted
 * @param window how long an attempt lasts from its first event
 * @param sameDay whether it lasts until the end of that day instead
 * @param exclusions what must not happen between two steps
 * @param holdConstant attributes that must be the same in all steps
 * @param breakdown attribute by whose values it is told too
 */
record FunnelDefinition(
    String nameZh,
    String nameEn,
    Optional<String> owner,
    Optional<Condition> filter,
    Optional<String> segment,
    @Default("{}") Range range,
    List<Step> steps,
    @Default("ordered") FunnelSpec.Order order,
    @Default("any") FunnelSpec.Entry entry,
    @Default("people") FunnelSpec.Count count,
    @Default("7 days") Duration window,
    @Default("false") boolean sameDay,
    @Default("[]") List<Exclusion> exclusions,
    @Default("[]") List<String> holdConstant,
    Optional<BreakdownRule> breakdown)
    implements ReportDefinition {

  /** Number of the last step that is not optional. */
  int lastRequired() {
    int last = steps.size();
    while (last > 1 && steps.get(last - 1).optional()) {
      last--;
    }
    return last;
  }

  /**
   * The step that a step is compared with: the one before it that is not optional; the first with
   * itself.
   */
  int previous(int step) {
    int previous = Math.max(1, step - 1);
    while (previous > 1 && steps.get(previous - 1).optional()) {
      previous--;
    }
    return previous;
  }

  /**
   * One step.
   *
   * @param name how it is shown; absent = its events
   * @param event its event
   * @param events its events, any of which makes the step
   * @param where what else holds for it
   * @param optional whether it may be left out
   */
  record Step(
      Optional<String> name,
      Optional<String> event,
      @Default("[]") List<String> events,
      Optional<Condition> where,
      @Default("false") boolean optional) {

    Step {
      new EventRule(event, events, where);
    }

    EventRule rule() {
      return new EventRule(event, events, where);
    }

    String shown() {
      return name.orElseGet(() -> String.join(", ", rule().names()));
    }
  }

  /**
   * What must not happen after one step and before a later one.
   *
   * @param event its event
   * @param events its events
   * @param where what else holds for it
   * @param from number of the earlier step; absent = the first
   * @param to number of the later step; absent = the last
   */
  record Exclusion(
      Optional<String> event,
      @Default("[]") List<String> events,
      Optional<Condition> where,
      Optional<Integer> from,
      Optional<Integer> to) {

    Exclusion {
      new EventRule(event, events, where);
    }

    EventRule rule() {
      return new EventRule(event, events, where);
    }
  }
}
