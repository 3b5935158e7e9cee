package io.lakeprint.jobs.behaviour.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether one person is new, returning, resurrecting or dormant in each period (after PostHog's
 * lifecycle).
 *
 * <p>In every period new + returning + resurrecting = active people. Somebody is dormant in the one
 * period after the last active one.
 */
public final class LifecycleKernel {

  /** What a person is in a period. */
  public enum Status {
    /** Active for the first time of all. */
    NEW,
    /** Active, and in the period before. */
    RETURNING,
    /** Active, not in the period before, but earlier. */
    RESURRECTING,
    /** Not active, but in the period before. */
    DORMANT
  }

  /** What a person is in one period. */
  public record Outcome(int period, Status status) {}

  private final int active;
  private final Periods periods;

  /**
   * @param active condition of the events that make a person active
   * @param periods the periods of the report and, as its first, the one before them, of which
   *     nothing is said
   */
  public LifecycleKernel(int active, Periods periods) {
    this.active = active;
    this.periods = periods;
  }

  /** The periods from the second one on in which the person is anything. */
  public List<Outcome> outcomes(EventLog log) {
    List<Outcome> outcomes = new ArrayList<>();
    boolean known = false;
    int last = Periods.OUTSIDE;
    for (int e = 0; e < log.size(); e++) {
      if (!log.has(e, active)) {
        continue;
      }
      int period = periods.of(log.time(e));
      if (period != Periods.OUTSIDE && period != last) {
        dormant(last, period, outcomes);
        if (period > 0) {
          outcomes.add(new Outcome(period, status(known, last, period)));
        }
        last = period;
      }
      known = true;
    }
    dormant(last, periods.count(), outcomes);
    return outcomes;
  }

  private static Status status(boolean known, int last, int period) {
    if (!known) {
      return Status.NEW;
    }
    return last != Periods.OUTSIDE && last == period - 1 ? Status.RETURNING : Status.RESURRECTING;
  }

  private static void dormant(int last, int next, List<Outcome> outcomes) {
    if (last != Periods.OUTSIDE && last + 1 < next) {
      outcomes.add(new Outcome(last + 1, Status.DORMANT));
    }
  }
}
