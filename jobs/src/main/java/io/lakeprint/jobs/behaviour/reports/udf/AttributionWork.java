package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.AttributionKernel;
import io.lakeprint.jobs.behaviour.kernel.AttributionOutcome;
import io.lakeprint.jobs.behaviour.kernel.AttributionSpec;

/** Attribution. */
public record AttributionWork(AttributionSpec spec) implements Work {

  @Override
  public Follow follow(Place place) {
    AttributionKernel kernel = new AttributionKernel(spec, place.series().periods());
    return (log, findings) -> {
      AttributionOutcome outcome = kernel.outcome(log);
      outcome
          .credits()
          .forEach(
              (home, credit) ->
                  findings.add(
                      Facts.CREDITS,
                      place.number(),
                      place.day(home.period()),
                      place.isOver(home.period()),
                      home.currency(),
                      home.touchpoint(),
                      credit.conversions(),
                      credit.amounts()));
      outcome
          .moves()
          .forEach(
              (move, times) ->
                  findings.add(
                      Facts.MOVES,
                      place.number(),
                      place.day(move.period()),
                      // A touch of the last moment may still convert.
                      place.isOver(move.period(), spec.lookBack()),
                      move.from(),
                      move.to(),
                      times));
    };
  }
}
