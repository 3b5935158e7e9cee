package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.RetentionKernel;
import io.lakeprint.jobs.behaviour.kernel.RetentionOutcome;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec;

/** Retention. */
public record RetentionWork(RetentionSpec spec) implements Work {

  @Override
  public Follow follow(Place place) {
    Series series = place.series();
    RetentionKernel kernel = new RetentionKernel(spec, series.periods());
    long[] complete = new long[series.periods().count()];
    for (int cohort = 0; cohort < complete.length; cohort++) {
      for (int cell = 0; cell < spec.cellCount(); cell++) {
        complete[cohort] |= kernel.isComplete(cohort, cell, series.end()) ? 1L << cell : 0;
      }
    }
    return (log, findings) -> {
      for (RetentionOutcome outcome : kernel.outcomes(log)) {
        findings.add(
            Facts.RETENTIONS,
            place.number(),
            place.day(outcome.cohort()),
            outcome.breakdown(),
            outcome.cells(),
            complete[outcome.cohort()]);
      }
    };
  }
}
