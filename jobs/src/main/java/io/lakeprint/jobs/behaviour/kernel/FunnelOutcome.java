package io.lakeprint.jobs.behaviour.kernel;

import org.jspecify.annotations.Nullable;

/** One attempt that counts: what it reached, when, and under which value. */
public final class FunnelOutcome {

  /** Time of a step that was not done. */
  public static final long NEVER = Long.MIN_VALUE;

  private final int period;
  private final @Nullable String breakdown;
  private final long[] times;

  FunnelOutcome(int period, @Nullable String breakdown, long[] times) {
    this.period = period;
    this.breakdown = breakdown;
    this.times = times;
  }

  /** The period of its first event. */
  public int period() {
    return period;
  }

  /** The value it is counted under; null = not said, or the funnel has no breakdown. */
  public @Nullable String breakdown() {
    return breakdown;
  }

  /** Number of steps of the funnel. */
  public int steps() {
    return times.length;
  }

  /** When a step, numbered from 1, was done; {@link #NEVER} = it was not. */
  public long time(int step) {
    return times[step - 1];
  }

  /** The furthest step that was done. */
  public int reach() {
    int reach = times.length;
    while (times[reach - 1] == NEVER) {
      reach--;
    }
    return reach;
  }
}
