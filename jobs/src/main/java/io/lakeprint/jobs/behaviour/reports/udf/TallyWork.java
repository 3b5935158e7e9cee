package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.TallyKernel;
import io.lakeprint.jobs.behaviour.kernel.TallySpec;

/** Where on a map events lie. */
public record TallyWork(TallySpec spec) implements Work {

  @Override
  public Follow follow(Place place) {
    TallyKernel kernel = new TallyKernel(spec, place.series().periods());
    return (log, findings) ->
        kernel.counts(log).forEach((cell, count) -> findings.heat(place, cell, count));
  }
}
