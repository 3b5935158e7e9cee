package io.lakeprint.ml.features;

import io.lakeprint.common.config.Default;
import java.util.List;

/**
 * Event names that mean the same to a model.
 *
 * @param events names of the events
 * @param nameEn what they are, plural, for the dictionary
 * @param nameZh the same in Chinese
 * @param amounts whether their amounts are features too
 */
public record EventGroup(
    List<String> events, String nameEn, String nameZh, @Default("false") boolean amounts) {

  public EventGroup {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("an event group needs at least one event name");
    }
    events = List.copyOf(events);
  }
}
