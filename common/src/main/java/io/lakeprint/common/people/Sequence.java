package io.lakeprint.common.people;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Whether one person did one thing after the other, from their events in order of time.
 *
 * <p>Each event of the first step begins an attempt, which takes every further step at the earliest
 * moment that it can, by another event than the steps before it, until {@code within} after its
 * beginning. An event of {@code without} after the moment of a step and before that of the next one
 * spoils the attempt. Events of one moment have no order of their own: they are taken in the order
 * of the steps. So it is the funnel of the same steps: a person did the sequence who completes it.
 *
 * @param steps number of the condition that an event of each step meets
 * @param without numbers of the conditions of what does not happen in between
 * @param within longest time from the first step to the last, microseconds
 */
public record Sequence(List<Integer> steps, List<Integer> without, long within)
    implements Serializable {

  /** One person's events in order of time, those of one moment by their conditions. */
  public static final class Log {

    private final long[] times;
    private final long[][] masks;

    private Log(long[] times, long[][] masks) {
      this.times = times;
      this.masks = masks;
    }

    /**
     * The log of events in any order.
     *
     * @param times microseconds
     * @param masks of each event the conditions that it meets, by number, 64 a word
     */
    public static Log of(long[] times, long[][] masks) {
      Integer[] order = new Integer[times.length];
      Arrays.setAll(order, i -> i);
      Arrays.sort(
          order,
          Comparator.<Integer>comparingLong(event -> times[event])
              .thenComparing(event -> masks[event], Arrays::compare));
      return new Log(
          Arrays.stream(order).mapToLong(event -> times[event]).toArray(),
          Arrays.stream(order).map(event -> masks[event]).toArray(long[][]::new));
    }

    private int size() {
      return times.length;
    }

    private long time(int event) {
      return times[event];
    }

    private boolean has(int event, int condition) {
      return Bits.has(masks[event], condition);
    }
  }

  public Sequence {
    steps = List.copyOf(steps);
    without = List.copyOf(without);
  }

  /** Whether an attempt is complete and clean. */
  public boolean isIn(Log log) {
    for (int start = 0; start < log.size(); start++) {
      if (log.has(start, steps.get(0))) {
        Outcome outcome = follow(log, start);
        if (outcome != Outcome.OPEN) {
          return outcome == Outcome.DONE;
        }
      }
    }
    return false;
  }

  private enum Outcome {
    DONE,
    /** Of no use, but a later beginning may be. */
    OPEN,
    /** No later beginning finds what this one lacks. */
    HOPELESS
  }

  private Outcome follow(Log log, int start) {
    int[] taken = new int[steps.size()];
    taken[0] = start;
    return follow(log, taken, 1);
  }

  /** Of several events of one moment that can be the step, each is tried. */
  private Outcome follow(Log log, int[] taken, int step) {
    if (step == taken.length) {
      return Outcome.DONE;
    }
    int next = next(log, taken, step, firstOfMoment(log, taken[step - 1]));
    if (next == log.size()) {
      return isAmong(log, taken, step) ? Outcome.OPEN : Outcome.HOPELESS;
    }
    if (log.time(next) - log.time(taken[0]) > within || isSpoiled(log, taken[step - 1], next)) {
      return Outcome.OPEN;
    }
    long moment = log.time(next);
    boolean isOnlyOne = true;
    Outcome outcome = Outcome.OPEN;
    while (next < log.size() && log.time(next) == moment) {
      taken[step] = next;
      outcome = follow(log, taken, step + 1);
      if (outcome == Outcome.DONE) {
        return outcome;
      }
      next = next(log, taken, step, next + 1);
      isOnlyOne &= next == log.size() || log.time(next) != moment;
    }
    return isOnlyOne ? outcome : Outcome.OPEN;
  }

  /** The first event from one on that can be the step and is none before it; the end = none. */
  private int next(Log log, int[] taken, int step, int from) {
    int event = from;
    while (event < log.size()
        && (!log.has(event, steps.get(step)) || isTaken(taken, step, event))) {
      event++;
    }
    return event;
  }

  private static int firstOfMoment(Log log, int event) {
    int first = event;
    while (first > 0 && log.time(first - 1) == log.time(event)) {
      first--;
    }
    return first;
  }

  private static boolean isTaken(int[] taken, int steps, int event) {
    return Arrays.stream(taken, 0, steps).anyMatch(earlier -> earlier == event);
  }

  /** Whether one of the events taken could be the step in another attempt. */
  private boolean isAmong(Log log, int[] taken, int step) {
    return Arrays.stream(taken, 0, step).anyMatch(event -> log.has(event, steps.get(step)));
  }

  private boolean isSpoiled(Log log, int from, int to) {
    for (int event = from + 1; event < to; event++) {
      int between = event;
      if (log.time(event) > log.time(from)
          && log.time(event) < log.time(to)
          && without.stream().anyMatch(condition -> log.has(between, condition))) {
        return true;
      }
    }
    return false;
  }
}
