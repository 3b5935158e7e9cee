package io.lakeprint.jobs.behaviour.kernel;

import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Attribution;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Breakdown;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Exclusion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of ordered and strict funnels. Each step is taken at the first moment that the step
 * before it allows, so that every prefix of the chain is as early as it can be. Inside a moment
 * events are dealt out to steps by augmenting paths (Kuhn 1955), because one event may fit several
 * steps and makes only one.
 */
final class OrderedAttempts implements Attempts {

  private static final int FREE = -1;

  private final FunnelSpec spec;
  private final Moments moments;
  private final boolean strict;
  private final int stepCount;
  private final int[] required;

  /** Step that each event makes in the attempt at hand. */
  private final int[] stepOf;

  /** Event that makes each step in the attempt at hand. */
  private final int[] eventOf;

  private final int[] visited;
  private int visit;

  OrderedAttempts(FunnelSpec spec, Moments moments) {
    this.spec = spec;
    this.moments = moments;
    this.strict = spec.order() == FunnelSpec.Order.STRICT;
    this.stepCount = spec.steps().size();
    int[] all = new int[stepCount];
    int count = 0;
    for (int step = 0; step < stepCount; step++) {
      if (!spec.steps().get(step).optional()) {
        all[count++] = step;
      }
    }
    this.required = Arrays.copyOf(all, count);
    this.stepOf = new int[moments.events()];
    this.eventOf = new int[stepCount];
    this.visited = new int[moments.events()];
    Arrays.fill(stepOf, FREE);
    Arrays.fill(eventOf, FREE);
  }

  @Override
  public boolean begins(int event) {
    return moments.is(event, 0) && moments.saysConstants(event);
  }

  @Override
  public Attempt from(int start, long limit) {
    take(0, start);
    long brokenAt = chain(start, limit);
    int reach = reached();
    optionalSteps(start, limit, reach);
    long spoiledAt = spoiledAt(reach);
    boolean complete = reach == required.length;
    long reachedAt = moments.time(eventOf[required[reach - 1]]);
    long reopensAt =
        spoiledAt != Long.MAX_VALUE
            ? spoiledAt
            : complete ? reachedAt + 1 : Math.min(brokenAt, limit + 1);
    Attempt attempt =
        new Attempt(
            start,
            moments.time(start),
            reach,
            new Attempt.Ending(complete, spoiledAt != Long.MAX_VALUE, reopensAt),
            reachedAt,
            times(),
            breakdown());
    release();
    return attempt;
  }

  /** Takes the required steps; answers when a strict chain was broken, MAX_VALUE if it was not. */
  private long chain(int start, long limit) {
    int taken = 1;
    int moment = moments.momentOf[start];
    while (taken < required.length) {
      int at = strict ? moment : moments.next(required[taken], moment);
      if (at >= moments.at.length || moments.at[at] > limit) {
        return Long.MAX_VALUE;
      }
      int before = taken;
      while (taken < required.length && seat(required[taken], at, start)) {
        taken++;
      }
      if (strict && taken == before && at != moments.momentOf[start]) {
        return moments.at[at];
      }
      moment = at + 1;
    }
    return Long.MAX_VALUE;
  }

  private int reached() {
    int reach = 0;
    while (reach < required.length && eventOf[required[reach]] != FREE) {
      reach++;
    }
    return reach;
  }

  /**
   * An optional step is done at the first moment between the steps around it that has an event to
   * spare for it; steps that are not optional keep their moments.
   */
  private void optionalSteps(int start, long limit, int reach) {
    int moment = moments.momentOf[start];
    for (int step = 1; step < stepCount; step++) {
      if (!spec.steps().get(step).optional()) {
        if (eventOf[step] == FREE) {
          return;
        }
        moment = moments.momentOf[eventOf[step]];
      } else {
        moment = optionalStep(step, moment, lastMoment(step, reach, limit), start);
      }
    }
  }

  private int optionalStep(int step, int from, long until, int start) {
    for (int at = moments.next(step, from);
        at < moments.at.length && moments.at[at] <= until;
        at = moments.next(step, at + 1)) {
      if (seat(step, at, start)) {
        return at;
      }
    }
    return from;
  }

  /** The last moment that an optional step may have: that of the next step that was reached. */
  private long lastMoment(int step, int reach, long limit) {
    for (int i = 0; i < reach; i++) {
      if (required[i] > step) {
        return moments.time(eventOf[required[i]]);
      }
    }
    return limit;
  }

  /** Finds an event of a moment for a step, moving other steps to other events of the moment. */
  private boolean seat(int step, int moment, int start) {
    visit++;
    return seatUnvisited(step, moment, start);
  }

  private boolean seatUnvisited(int step, int moment, int start) {
    for (int e = moments.first[moment]; e < moments.first[moment + 1]; e++) {
      if (visited[e] == visit
          || e == start
          || !moments.is(e, step)
          || !moments.sameConstants(start, e)) {
        continue;
      }
      visited[e] = visit;
      if (stepOf[e] == FREE || seatUnvisited(stepOf[e], moment, start)) {
        take(step, e);
        return true;
      }
    }
    return false;
  }

  private void take(int step, int event) {
    stepOf[event] = step;
    eventOf[step] = event;
  }

  private void release() {
    for (int step = 0; step < stepCount; step++) {
      if (eventOf[step] != FREE) {
        stepOf[eventOf[step]] = FREE;
        eventOf[step] = FREE;
      }
    }
  }

  /** The first moment in which an exclusion happened where it must not; MAX_VALUE = none did. */
  private long spoiledAt(int reach) {
    long earliest = Long.MAX_VALUE;
    for (int x = 0; x < spec.exclusions().size(); x++) {
      Exclusion exclusion = spec.exclusions().get(x);
      for (int i = 0; i + 1 < reach; i++) {
        if (required[i] + 1 >= exclusion.from() && required[i + 1] + 1 <= exclusion.to()) {
          long at = moments.excludedAfter(x, moments.time(eventOf[required[i]]));
          if (at < moments.time(eventOf[required[i + 1]])) {
            earliest = Math.min(earliest, at);
          }
        }
      }
    }
    return earliest;
  }

  private long[] times() {
    long[] times = new long[stepCount];
    for (int step = 0; step < stepCount; step++) {
      times[step] = eventOf[step] == FREE ? FunnelOutcome.NEVER : moments.time(eventOf[step]);
    }
    return times;
  }

  private @Nullable String breakdown() {
    if (spec.breakdown().isEmpty()) {
      return null;
    }
    Breakdown breakdown = spec.breakdown().get();
    if (breakdown.attribution() == Attribution.STEP) {
      int event = eventOf[breakdown.step() - 1];
      return event == FREE ? null : moments.value(event, breakdown.slot());
    }
    boolean forward = breakdown.attribution() == Attribution.FIRST;
    for (int i = 0; i < stepCount; i++) {
      int event = eventOf[forward ? i : stepCount - 1 - i];
      String value = event == FREE ? null : moments.value(event, breakdown.slot());
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
