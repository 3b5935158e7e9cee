package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.HourKernel;
import io.lakeprint.jobs.behaviour.kernel.HourSpec;

/** At which hours of the week events are. */
public record HourWork(HourSpec spec) implements Work {

  @Override
  public Follow follow(Place place) {
    HourKernel kernel = new HourKernel(spec, place.series().periods());
    return (log, findings) ->
        kernel.counts(log).forEach((cell, count) -> findings.heat(place, cell, count));
  }
}
