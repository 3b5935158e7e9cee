package io.lakeprint.jobs.behaviour.reports.udf;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one funnel while they are gathered: of each how many steps it has, up to the last
 * one done, and then the time of each. A bean, because Spark writes it between stages.
 */
public final class AttemptBuffer {

  /** Stands where a step was not done. */
  private static final long NEVER = Long.MIN_VALUE;

  private static final int MOST = Integer.MAX_VALUE - 8;

  private int series;
  private int used;
  private long[] longs = {};

  /** For Spark. */
  public AttemptBuffer() {}

  void add(int ofSeries, List<@Nullable Long> times) {
    int steps = times.size();
    while (steps > 0 && times.get(steps - 1) == null) {
      steps--;
    }
    series = ofSeries;
    reserve(1 + steps);
    longs[used++] = steps;
    for (int step = 0; step < steps; step++) {
      Long time = times.get(step);
      longs[used++] = time == null ? NEVER : time;
    }
  }

  AttemptBuffer addAll(AttemptBuffer other) {
    if (other.used > 0) {
      series = other.series;
      reserve(other.used);
      System.arraycopy(other.longs, 0, longs, used, other.used);
      used += other.used;
    }
    return this;
  }

  /** How many attempts did a step, numbered from 1. */
  long done(int step) {
    long done = 0;
    for (int at = 0; at < used; at += 1 + (int) longs[at]) {
      done += did(at, step) ? 1 : 0;
    }
    return done;
  }

  /** How long each attempt that did a step took for it since an earlier one; in no order. */
  long[] since(int earlier, int step) {
    long[] since = new long[Math.toIntExact(done(step))];
    int count = 0;
    for (int at = 0; at < used; at += 1 + (int) longs[at]) {
      if (did(at, step) && did(at, earlier)) {
        since[count++] = longs[at + step] - longs[at + earlier];
      }
    }
    return Arrays.copyOf(since, count);
  }

  private boolean did(int at, int step) {
    return step <= longs[at] && longs[at + step] != NEVER;
  }

  private void reserve(int more) {
    int needed = Math.addExact(used, more);
    if (needed > longs.length) {
      longs = Arrays.copyOf(longs, (int) Math.max(needed, Math.min(MOST, 2L * needed)));
    }
  }

  /** The funnel. */
  public int getSeries() {
    return series;
  }

  public void setSeries(int series) {
    this.series = series;
  }

  /** The attempts, as long as they are. */
  public long[] getLongs() {
    return Arrays.copyOf(longs, used);
  }

  public void setLongs(long[] longs) {
    this.longs = longs;
    this.used = longs.length;
  }
}
