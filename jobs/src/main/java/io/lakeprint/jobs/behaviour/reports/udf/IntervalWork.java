package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.IntervalKernel;
import io.lakeprint.jobs.behaviour.kernel.IntervalSpec;

/** Times between two events. */
public record IntervalWork(IntervalSpec spec) implements Work {

  @Override
  public Follow follow(Place place) {
    IntervalKernel kernel = new IntervalKernel(spec, place.series().periods());
    return (log, findings) ->
        kernel
            .outcomes(log)
            .forEach(
                outcome ->
                    findings.add(
                        Facts.INTERVALS_BETWEEN,
                        place.number(),
                        place.day(outcome.period()),
                        outcome.breakdown(),
                        // What began in the last moment may still end.
                        place.isOver(outcome.period(), spec.within()),
                        outcome.micros()));
  }
}
