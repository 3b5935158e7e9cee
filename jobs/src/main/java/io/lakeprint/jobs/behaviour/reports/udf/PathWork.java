package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.PathKernel;
import io.lakeprint.jobs.behaviour.kernel.PathOutcome;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;

/**
 * Paths.
 *
 * @param sequences whether whole paths are written down too
 */
public record PathWork(PathSpec spec, boolean sequences) implements Work {

  @Override
  public boolean needsSessions() {
    return spec.unit() == PathSpec.Unit.SESSION;
  }

  @Override
  public Follow follow(Place place) {
    PathKernel kernel = new PathKernel(spec, place.series().periods());
    return (log, findings) ->
        kernel
            .outcomes(log)
            .forEach(
                outcome -> {
                  edges(place, outcome, findings);
                  if (sequences) {
                    walk(place, outcome, findings);
                  }
                });
  }

  private static void edges(Place place, PathOutcome path, Findings findings) {
    int last = path.nodes().size() - 2;
    for (int step = 0; step <= last; step++) {
      Long micros =
          step == 0 || step == last ? null : path.times().get(step + 1) - path.times().get(step);
      findings.add(
          Facts.EDGES,
          place.number(),
          place.day(path.period()),
          path.breakdown(),
          place.isOver(path.period()),
          step,
          path.nodes().get(step),
          path.nodes().get(step + 1),
          micros);
    }
  }

  /** Start and end are no steps. */
  private static void walk(Place place, PathOutcome path, Findings findings) {
    findings.add(
        Facts.WALKS,
        place.number(),
        place.day(path.period()),
        place.isOver(path.period()),
        path.nodes().subList(1, path.nodes().size() - 1).toArray());
  }
}
