package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.DistributionKernel;
import io.lakeprint.jobs.behaviour.kernel.DistributionSpec;

/** How much people do something. */
public record DistributionWork(DistributionSpec spec) implements Work {

  @Override
  public Follow follow(Place place) {
    DistributionKernel kernel = new DistributionKernel(spec, place.series().periods());
    return (log, findings) ->
        kernel
            .outcomes(log)
            .forEach(
                outcome ->
                    findings.add(
                        Facts.DISTRIBUTIONS,
                        place.number(),
                        place.day(outcome.period()),
                        outcome.breakdown(),
                        place.isOver(outcome.period()),
                        outcome.count()));
  }
}
