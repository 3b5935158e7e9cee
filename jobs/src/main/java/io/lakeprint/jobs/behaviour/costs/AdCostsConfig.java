package io.lakeprint.jobs.behaviour.costs;

import java.util.List;

/**
 * Which events say what advertising costs.
 *
 * @param events their names
 */
public record AdCostsConfig(List<String> events) {

  public AdCostsConfig {
    events = List.copyOf(events);
  }
}
