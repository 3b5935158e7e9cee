package io.lakeprint.jobs.behaviour.metrics;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The failures of metrics. */
final class MetricErrors {

  private MetricErrors() {}

  static UsageException invalid(List<Problems.Problem> problems) {
    String list =
        problems.stream()
            .sorted(Comparator.comparing(Problems.Problem::path))
            .map(problem -> System.lineSeparator() + "  - " + problem)
            .collect(Collectors.joining());
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return new UsageException(
        "METRICS_INVALID",
        "The metric catalogue has " + count + ":" + list,
        "metrics are computed only when every definition is understood; no table was touched",
        "mend the listed definitions; docs/metrics.md explains each key");
  }
}
