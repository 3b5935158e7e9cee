package io.lakeprint.jobs.behaviour.metrics;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.UsageException;
import java.util.List;

/** The failures of metrics. */
final class MetricErrors {

  private MetricErrors() {}

  static UsageException invalid(List<Problems.Problem> problems) {
    return new UsageException(
        "METRICS_INVALID",
        "The metric catalogue has " + Problems.told(problems),
        "metrics are computed only when every definition is understood; no table was touched",
        "mend the listed definitions; docs/metrics.md explains each key");
  }
}
