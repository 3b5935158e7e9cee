package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.UsageException;
import java.util.List;

/** The failures of reports. */
final class ReportErrors {

  private ReportErrors() {}

  static UsageException invalid(List<Problems.Problem> problems) {
    return new UsageException(
        "REPORTS_INVALID",
        "The report definitions have " + Problems.told(problems),
        "reports are computed only when every definition is understood; no table was touched",
        "mend the listed definitions; docs/behaviour.md explains each key");
  }
}
