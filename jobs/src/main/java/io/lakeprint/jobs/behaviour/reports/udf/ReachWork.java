package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.ReachKernel;
import io.lakeprint.jobs.behaviour.kernel.ReachSpec;

/** How far down people get on pages. */
public record ReachWork(ReachSpec spec) implements Work {

  @Override
  public Follow follow(Place place) {
    ReachKernel kernel = new ReachKernel(spec, place.series().periods());
    return (log, findings) ->
        kernel.counts(log).forEach((cell, count) -> findings.heat(place, cell, count));
  }
}
