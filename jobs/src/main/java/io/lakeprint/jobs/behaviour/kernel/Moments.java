package io.lakeprint.jobs.behaviour.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one person that one funnel looks at, moment by moment. Inside a moment they stand
 * in the order of their values and steps, whatever the order of the log.
 */
final class Moments {

  private static final Comparator<@Nullable String> BY_VALUE =
      Comparator.nullsLast(Comparator.<String>naturalOrder());

  /** Time of each moment. */
  final long[] at;

  /** First event of each moment, and one more bound. */
  final int[] first;

  /** Moment of each event. */
  final int[] momentOf;

  /** Steps that each event can be, as bits. */
  final int[] steps;

  /** Where each event stands in the log. */
  final int[] source;

  /** Whether no event can be two steps. */
  final boolean plain;

  private final EventLog log;
  private final List<Integer> constant;
  private final int stepCount;
  private final int[] next;
  private final long[][] exclusions;

  Moments(EventLog log, FunnelSpec spec) {
    this.log = log;
    this.constant = spec.constant();
    this.stepCount = spec.steps().size();
    int[] found = new int[log.size()];
    int[] masks = new int[log.size()];
    int events = 0;
    for (int i = 0; i < log.size(); i++) {
      int mask = stepMask(log, i, spec);
      if (mask != 0 || isInTheWay(log, i, spec)) {
        found[events] = i;
        masks[events++] = mask;
      }
    }
    source = Arrays.copyOf(found, events);
    steps = Arrays.copyOf(masks, events);
    orderTies(spec);
    first = bounds();
    at = new long[first.length - 1];
    momentOf = new int[events];
    boolean single = true;
    for (int m = 0; m < at.length; m++) {
      at[m] = log.time(source[first[m]]);
      for (int e = first[m]; e < first[m + 1]; e++) {
        momentOf[e] = m;
        single &= Integer.bitCount(steps[e]) < 2;
      }
    }
    plain = single;
    next = nextMoments();
    exclusions = exclusionTimes(spec);
  }

  int events() {
    return steps.length;
  }

  long time(int event) {
    return at[momentOf[event]];
  }

  boolean is(int event, int step) {
    return (steps[event] >>> step & 1) != 0;
  }

  /** The first moment from {@code moment} on with an event that can be {@code step}. */
  int next(int step, int moment) {
    return next[moment * stepCount + step];
  }

  @Nullable String value(int event, int slot) {
    return log.value(source[event], slot);
  }

  /** Whether an event says all values that must stay the same. */
  boolean saysConstants(int event) {
    for (int slot : constant) {
      if (value(event, slot) == null) {
        return false;
      }
    }
    return true;
  }

  /** Whether two events say the same of them. */
  boolean sameConstants(int left, int right) {
    for (int slot : constant) {
      String value = value(left, slot);
      if (value == null || !value.equals(value(right, slot))) {
        return false;
      }
    }
    return true;
  }

  /** The first moment after {@code time} in which an exclusion happens; MAX_VALUE = none. */
  long excludedAfter(int exclusion, long time) {
    long[] times = exclusions[exclusion];
    int found = Arrays.binarySearch(times, time + 1);
    int index = found >= 0 ? found : -found - 1;
    return index < times.length ? times[index] : Long.MAX_VALUE;
  }

  private static int stepMask(EventLog log, int event, FunnelSpec spec) {
    int mask = 0;
    for (int step = 0; step < spec.steps().size(); step++) {
      if (log.has(event, spec.steps().get(step).condition())) {
        mask |= 1 << step;
      }
    }
    return mask;
  }

  private static boolean isInTheWay(EventLog log, int event, FunnelSpec spec) {
    return spec.order() == FunnelSpec.Order.STRICT
        && (log.has(event, spec.universe())
            || spec.exclusions().stream().anyMatch(x -> log.has(event, x.condition())));
  }

  private void orderTies(FunnelSpec spec) {
    for (int from = 0; from < source.length; ) {
      int to = from + 1;
      while (to < source.length && log.time(source[to]) == log.time(source[from])) {
        to++;
      }
      if (to - from > 1) {
        orderTie(from, to, spec);
      }
      from = to;
    }
  }

  private void orderTie(int from, int to, FunnelSpec spec) {
    List<int[]> tie = new ArrayList<>();
    for (int e = from; e < to; e++) {
      tie.add(new int[] {steps[e], source[e]});
    }
    Comparator<int[]> order = Comparator.comparing(event -> 0);
    if (spec.breakdown().isPresent()) {
      order = order.thenComparing(bySlot(spec.breakdown().get().slot()));
    }
    for (int slot : constant) {
      order = order.thenComparing(bySlot(slot));
    }
    tie.sort(order.thenComparingInt(event -> event[0]));
    for (int e = from; e < to; e++) {
      steps[e] = tie.get(e - from)[0];
      source[e] = tie.get(e - from)[1];
    }
  }

  private Comparator<int[]> bySlot(int slot) {
    return (left, right) -> BY_VALUE.compare(log.value(left[1], slot), log.value(right[1], slot));
  }

  private int[] bounds() {
    int[] bounds = new int[source.length + 1];
    int moments = 0;
    for (int e = 0; e < source.length; e++) {
      if (e == 0 || log.time(source[e]) != log.time(source[e - 1])) {
        bounds[moments++] = e;
      }
    }
    bounds[moments] = source.length;
    return Arrays.copyOf(bounds, moments + 1);
  }

  private int[] nextMoments() {
    int moments = at.length;
    int[] table = new int[(moments + 1) * stepCount];
    Arrays.fill(table, moments * stepCount, table.length, moments);
    for (int m = moments - 1; m >= 0; m--) {
      System.arraycopy(table, (m + 1) * stepCount, table, m * stepCount, stepCount);
      for (int e = first[m]; e < first[m + 1]; e++) {
        for (int bits = steps[e]; bits != 0; bits &= bits - 1) {
          table[m * stepCount + Integer.numberOfTrailingZeros(bits)] = m;
        }
      }
    }
    return table;
  }

  private long[][] exclusionTimes(FunnelSpec spec) {
    long[][] times = new long[spec.exclusions().size()][];
    for (int x = 0; x < times.length; x++) {
      int condition = spec.exclusions().get(x).condition();
      long[] all = new long[log.size()];
      int count = 0;
      for (int i = 0; i < log.size(); i++) {
        if (log.has(i, condition)) {
          all[count++] = log.time(i);
        }
      }
      times[x] = Arrays.copyOf(all, count);
    }
    return times;
  }
}
