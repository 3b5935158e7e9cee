package io.lakeprint.ml.registry;

import java.util.Map;

/**
 * A training as experiment trackers know it.
 *
 * @param name of the run
 * @param parameters what it was made with
 * @param metrics how good it is; finite numbers
 * @param tags what became of it, and where it is
 */
public record TrackedRun(
    String name,
    Map<String, String> parameters,
    Map<String, Double> metrics,
    Map<String, String> tags) {
  public TrackedRun {
    parameters = Map.copyOf(parameters);
    metrics = Map.copyOf(metrics);
    tags = Map.copyOf(tags);
  }
}
