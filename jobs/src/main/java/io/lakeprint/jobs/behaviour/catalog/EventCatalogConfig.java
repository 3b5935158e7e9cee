package io.lakeprint.jobs.behaviour.catalog;

import java.util.List;

/**
 * Which events were expected.
 *
 * @param plannedEvents custom names that are planned, beside the standard ones
 */
public record EventCatalogConfig(List<String> plannedEvents) {

  public EventCatalogConfig {
    plannedEvents = List.copyOf(plannedEvents);
  }
}
