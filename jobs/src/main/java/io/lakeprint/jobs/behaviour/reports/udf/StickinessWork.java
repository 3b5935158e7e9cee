package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.kernel.StickinessKernel;

/** Stickiness. */
public record StickinessWork(int active, Periods intervals) implements Work {

  @Override
  public Follow follow(Place place) {
    StickinessKernel kernel = new StickinessKernel(active, place.series().periods(), intervals);
    return (log, findings) ->
        kernel
            .outcomes(log)
            .forEach(
                outcome ->
                    findings.add(
                        Facts.STICKINESS,
                        place.number(),
                        place.day(outcome.period()),
                        place.isOver(outcome.period()),
                        outcome.intervals()));
  }
}
