package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.LifecycleKernel;
import java.util.Locale;

/** Life cycle; the first of the periods is only looked at. */
public record LifecycleWork(int active) implements Work {

  @Override
  public Follow follow(Place place) {
    LifecycleKernel kernel = new LifecycleKernel(active, place.series().periods());
    return (log, findings) ->
        kernel
            .outcomes(log)
            .forEach(
                outcome ->
                    findings.add(
                        Facts.LIFECYCLES,
                        place.number(),
                        place.day(outcome.period()),
                        place.isOver(outcome.period()),
                        outcome.status().name().toLowerCase(Locale.ROOT)));
  }
}
