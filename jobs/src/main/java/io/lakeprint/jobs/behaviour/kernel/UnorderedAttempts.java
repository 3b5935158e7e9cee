package io.lakeprint.jobs.behaviour.kernel;

import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Attribution;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of unordered funnels: how many of the steps can be done by different events from the
 * first one on, and when that many were (a maximum matching that grows event by event, Kuhn 1955).
 * An exclusion ends the attempt.
 */
final class UnorderedAttempts implements Attempts {

  private static final int FREE = -1;

  private final FunnelSpec spec;
  private final Moments moments;
  private final int stepCount;
  private final int[] eventOf;
  private final boolean[] tried;

  UnorderedAttempts(FunnelSpec spec, Moments moments) {
    this.spec = spec;
    this.moments = moments;
    this.stepCount = spec.steps().size();
    this.eventOf = new int[stepCount];
    this.tried = new boolean[stepCount];
  }

  @Override
  public boolean begins(int event) {
    return moments.steps[event] != 0 && moments.saysConstants(event);
  }

  @Override
  public Attempt from(int start, long limit) {
    long startedAt = moments.time(start);
    long excludedAt = Long.MAX_VALUE;
    for (int x = 0; x < spec.exclusions().size(); x++) {
      excludedAt = Math.min(excludedAt, moments.excludedAfter(x, startedAt));
    }
    long last = Math.min(limit, excludedAt);
    Arrays.fill(eventOf, FREE);
    long[] times = new long[stepCount];
    Arrays.fill(times, FunnelOutcome.NEVER);
    seat(start);
    times[0] = startedAt;
    int reach = 1;
    int moment = moments.momentOf[start];
    while (reach < stepCount && moment < moments.at.length && moments.at[moment] <= last) {
      for (int e = moments.first[moment]; e < moments.first[moment + 1]; e++) {
        if (e != start && moments.sameConstants(start, e) && seat(e)) {
          times[reach++] = moments.at[moment];
        }
      }
      moment = nextMoment(moment + 1);
    }
    boolean complete = reach == stepCount;
    long reachedAt = times[reach - 1];
    long reopensAt = complete ? reachedAt + 1 : excludedAt <= limit ? excludedAt : limit + 1;
    return new Attempt(
        start,
        startedAt,
        reach,
        new Attempt.Ending(complete, false, reopensAt),
        reachedAt,
        times,
        breakdown(start, reachedAt));
  }

  /** Where every event can be one step only, moments of steps already done bring nothing. */
  private int nextMoment(int from) {
    if (!moments.plain || from >= moments.at.length) {
      return from;
    }
    int next = moments.at.length;
    for (int step = 0; step < stepCount; step++) {
      if (eventOf[step] == FREE) {
        next = Math.min(next, moments.next(step, from));
      }
    }
    return next;
  }

  private boolean seat(int event) {
    Arrays.fill(tried, false);
    return seatUntried(event);
  }

  private boolean seatUntried(int event) {
    for (int step = 0; step < stepCount; step++) {
      if (moments.is(event, step) && !tried[step]) {
        tried[step] = true;
        if (eventOf[step] == FREE || seatUntried(eventOf[step])) {
          eventOf[step] = event;
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The first or last value that an event of any step says from the beginning to the moment of the
   * last step done.
   */
  private @Nullable String breakdown(int start, long until) {
    if (spec.breakdown().isEmpty()) {
      return null;
    }
    int slot = spec.breakdown().get().slot();
    boolean first = spec.breakdown().get().attribution() == Attribution.FIRST;
    String found = null;
    for (int m = moments.momentOf[start]; m < moments.at.length && moments.at[m] <= until; m++) {
      String smallest = smallest(m, start, slot);
      if (smallest != null && (found == null || !first)) {
        found = smallest;
      }
    }
    return found;
  }

  private @Nullable String smallest(int moment, int start, int slot) {
    String smallest = null;
    for (int e = moments.first[moment]; e < moments.first[moment + 1]; e++) {
      String value = moments.value(e, slot);
      if (value != null
          && moments.sameConstants(start, e)
          && (smallest == null || value.compareTo(smallest) < 0)) {
        smallest = value;
      }
    }
    return smallest;
  }
}
