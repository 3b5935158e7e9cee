package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Default;
import java.util.List;
import java.util.Optional;

/**
 * Which events are meant.
 *
 * @param event their name; {@code *} = whatever people do
 * @param events their names, where there are several
 * @param where what else holds for them
 */
public record EventRule(
    Optional<String> event, @Default("[]") List<String> events, Optional<Condition> where) {

  /** Stands for whatever people do. */
  public static final String ANY = "*";

  public EventRule {
    if (event.isPresent() == !events.isEmpty()) {
      throw new IllegalArgumentException(
          "names one event (event = purchase), several (events = [purchase, refund]) or whatever"
              + " people do (event = \"*\")");
    }
  }

  /** Whatever people do. */
  public static EventRule anything() {
    return new EventRule(Optional.of(ANY), List.of(), Optional.empty());
  }

  /** The names; {@link #ANY} alone for whatever people do. */
  public List<String> names() {
    return event.map(List::of).orElse(events);
  }

  /** The same events without the further condition. */
  public EventRule whatever() {
    return new EventRule(event, events, Optional.empty());
  }

  /** Whether it means whatever people do. */
  public boolean isAny() {
    return names().contains(ANY);
  }
}
