package io.lakeprint.jobs.behaviour.metrics;

import io.lakeprint.jobs.behaviour.kernel.Grain;
import java.time.DayOfWeek;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The metric catalogue.
 *
 * @param days how many days up to the as-of day are told; the first period is whole
 * @param periods lengths of period, each a series of its own
 * @param weekStart the first day of a week
 * @param measures what is counted, by id
 * @param metrics what is told, by id
 */
public record MetricsConfig(
    int days,
    List<Grain> periods,
    DayOfWeek weekStart,
    Map<String, MeasureDefinition> measures,
    Map<String, MetricDefinition> metrics) {

  /** Where the catalogue stands in the configuration. */
  static final String PATH = "metrics";

  public MetricsConfig {
    if (days < 1) {
      throw new IllegalArgumentException("days is " + days + ": no day is told");
    }
    if (periods.isEmpty()
        || periods.contains(Grain.TOTAL)
        || new HashSet<>(periods).size() < periods.size()) {
      throw new IllegalArgumentException("periods are some of day, week and month, each once");
    }
  }
}
