package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Condition;
import java.util.List;
import java.util.Optional;

/**
 * Which events are meant.
 *
 * @param event their name; {@code *} = whatever people do
 * @param events their names, where there are several
 * @param where what else holds for them
 */
record EventRule(
    Optional<String> event, @Default("[]") List<String> events, Optional<Condition> where) {

  /** Stands for whatever people do. */
  static final String ANY = "*";

  EventRule {
    if (event.isPresent() == !events.isEmpty()) {
      throw new IllegalArgumentException(
          "names one event (event = purchase), several (events = [purchase, refund]) or whatever"
              + " people do (event = \"*\")");
    }
  }

  /** Whatever people do. */
  static EventRule anything() {
    return new EventRule(Optional.of(ANY), List.of(), Optional.empty());
  }

  /** The names; {@link #ANY} alone for whatever people do. */
  List<String> names() {
    return event.map(List::of).orElse(events);
  }

  /** The same events without the further condition. */
  EventRule whatever() {
    return new EventRule(event, events, Optional.empty());
  }
}
