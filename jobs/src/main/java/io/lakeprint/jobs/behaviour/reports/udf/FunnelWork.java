package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.FunnelKernel;
import io.lakeprint.jobs.behaviour.kernel.FunnelOutcome;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import org.jspecify.annotations.Nullable;

/**
 * A funnel.
 *
 * @param days the days that a window of a calendar day means
 */
public record FunnelWork(FunnelSpec spec, Periods days) implements Work {

  @Override
  public boolean needsSessions() {
    return spec.count() == FunnelSpec.Count.SESSIONS;
  }

  @Override
  public Follow follow(Place place) {
    FunnelKernel kernel = new FunnelKernel(spec, place.series().periods(), days);
    long window = spec.window().calendarDay() ? 0 : spec.window().micros();
    return (log, findings) -> {
      for (FunnelOutcome outcome : kernel.outcomes(log)) {
        @Nullable Long[] times = new @Nullable Long[outcome.steps()];
        for (int step = 1; step <= times.length; step++) {
          long time = outcome.time(step);
          times[step - 1] = time == FunnelOutcome.NEVER ? null : time;
        }
        findings.add(
            Facts.FUNNELS,
            place.number(),
            place.day(outcome.period()),
            outcome.breakdown(),
            place.isOver(outcome.period(), window),
            times);
      }
    };
  }
}
