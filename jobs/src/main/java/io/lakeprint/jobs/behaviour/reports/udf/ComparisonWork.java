package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.ComparisonKernel;
import io.lakeprint.jobs.behaviour.kernel.ComparisonSpec;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;

/** What people do after they met one thing or another. */
public record ComparisonWork(ComparisonSpec spec) implements Work {

  @Override
  public boolean needsSessions() {
    return spec.unit() == PathSpec.Unit.SESSION;
  }

  @Override
  public Follow follow(Place place) {
    ComparisonKernel kernel = new ComparisonKernel(spec, place.series().periods());
    long window = needsSessions() ? 0 : spec.window();
    return (log, findings) ->
        kernel
            .members(log)
            .forEach(
                member ->
                    findings.add(
                        Facts.COMPARISONS,
                        place.number(),
                        place.day(member.period()),
                        member.breakdown(),
                        // Who entered in the last moment may still do something.
                        place.isOver(member.period(), window),
                        member.group(),
                        member.done()));
  }
}
