package io.lakeprint.common.definitions;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is meant to be collected; section {@code tracking-plan}. docs/tracking.md explains each key.
 *
 * @param common what any event may say, such as what trackers add to all of them
 * @param events events by name; empty = nobody has planned yet
 */
public record TrackingPlan(Map<String, PlannedProperty> common, Map<String, PlannedEvent> events) {

  /** Where the plan stands in the configuration. */
  public static final String PATH = "tracking-plan";

  /**
   * What a planned event may say: its own properties, and the common ones that it does not name.
   */
  public Map<String, PlannedProperty> properties(String event) {
    Map<String, PlannedProperty> properties = new TreeMap<>(common);
    PlannedEvent planned = events.get(event);
    if (planned != null) {
      properties.putAll(planned.properties());
    }
    return properties;
  }
}
