package io.lakeprint.jobs.behaviour.kernel;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one event of the first step.
 *
 * <p>{@code reach} counts steps that are not optional; {@code reopensAt} is the earliest moment at
 * which the next attempt of a person may begin where attempts are counted.
 */
final class Attempt {

  private static final Comparator<@Nullable String> VALUES =
      Comparator.nullsLast(Comparator.<String>naturalOrder());

  final int start;
  final long startedAt;
  final int reach;
  final boolean complete;
  final boolean spoiled;
  final long reachedAt;
  final long reopensAt;
  final long[] times;
  final @Nullable String breakdown;

  Attempt(
      int start,
      long startedAt,
      int reach,
      Ending ending,
      long reachedAt,
      long[] times,
      @Nullable String breakdown) {
    this.start = start;
    this.startedAt = startedAt;
    this.reach = reach;
    this.complete = ending.complete();
    this.spoiled = ending.spoiled();
    this.reopensAt = ending.reopensAt();
    this.reachedAt = reachedAt;
    this.times = times;
    this.breakdown = breakdown;
  }

  /** How an attempt ended. */
  record Ending(boolean complete, boolean spoiled, long reopensAt) {}

  /**
   * Whether it counts rather than {@code other}: further; then unspoiled; then sooner there; then
   * begun later, because the last beginning before the next step is what led to it; then with more
   * optional steps, sooner; then under the smaller value.
   */
  boolean beats(@Nullable Attempt other) {
    if (other == null || reach != other.reach) {
      return other == null || reach > other.reach;
    }
    if (spoiled != other.spoiled) {
      return other.spoiled;
    }
    if (reachedAt != other.reachedAt) {
      return reachedAt < other.reachedAt;
    }
    if (startedAt != other.startedAt) {
      return startedAt > other.startedAt;
    }
    int sooner = compareTimes(other);
    return sooner != 0 ? sooner < 0 : VALUES.compare(breakdown, other.breakdown) < 0;
  }

  private int compareTimes(Attempt other) {
    for (int step = 0; step < times.length; step++) {
      if (times[step] != other.times[step]) {
        return Long.compare(lateIfNever(times[step]), lateIfNever(other.times[step]));
      }
    }
    return 0;
  }

  private static long lateIfNever(long time) {
    return time == FunnelOutcome.NEVER ? Long.MAX_VALUE : time;
  }
}
