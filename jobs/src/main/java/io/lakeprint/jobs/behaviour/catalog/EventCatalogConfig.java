package io.lakeprint.jobs.behaviour.catalog;

import io.lakeprint.common.definitions.TrackingPlan;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which events were expected.
 *
 * @param plannedEvents custom names that are planned, beside the standard ones
 */
public record EventCatalogConfig(List<String> plannedEvents) {

  public EventCatalogConfig {
    plannedEvents = List.copyOf(plannedEvents);
  }

  /** The same with those that a tracking plan names. */
  EventCatalogConfig and(TrackingPlan plan) {
    return new EventCatalogConfig(
        Stream.concat(plannedEvents.stream(), plan.events().keySet().stream()).toList());
  }
}
