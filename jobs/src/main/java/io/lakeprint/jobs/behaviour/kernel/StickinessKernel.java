package io.lakeprint.jobs.behaviour.kernel;

import java.util.ArrayList;
import java.util.List;

/** In how many intervals of each period one person was active. */
public final class StickinessKernel {

  /** In how many intervals a person was active in a period; at least one. */
  public record Outcome(int period, int intervals) {}

  private final int active;
  private final Periods periods;
  private final Periods intervals;

  /**
   * @param active condition of the events that make a person active
   * @param periods the periods of the report
   * @param intervals what is counted inside of them: days or weeks that cover them; one that
   *     reaches over their border counts on both sides
   */
  public StickinessKernel(int active, Periods periods, Periods intervals) {
    this.active = active;
    this.periods = periods;
    this.intervals = intervals;
  }

  /** The periods in which the person was active. */
  public List<Outcome> outcomes(EventLog log) {
    List<Outcome> outcomes = new ArrayList<>();
    int period = Periods.OUTSIDE;
    int interval = Periods.OUTSIDE;
    int count = 0;
    for (int e = 0; e < log.size(); e++) {
      int now = log.has(e, active) ? periods.of(log.time(e)) : Periods.OUTSIDE;
      if (now == Periods.OUTSIDE) {
        continue;
      }
      int unit = intervals.of(log.time(e));
      if (now != period) {
        close(period, count, outcomes);
        period = now;
        count = 1;
      } else if (unit != interval) {
        count++;
      }
      interval = unit;
    }
    close(period, count, outcomes);
    return outcomes;
  }

  private static void close(int period, int count, List<Outcome> outcomes) {
    if (period != Periods.OUTSIDE) {
      outcomes.add(new Outcome(period, count));
    }
  }
}
