package io.lakeprint.jobs.behaviour.functions;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How many conditions of a chain happened one after the other inside a window: the semantics of
 * ClickHouse's {@code windowFunnel}.
 *
 * <p>A row counts for every condition that it meets. Rows are taken by time, those of one moment by
 * the number of the condition. The chain {@code 1, 2, …, n} may be interrupted by anything; its
 * last row is not later than its first row plus the window.
 *
 * @param window length in the unit of the times, not negative
 * @param modes what is stricter
 */
public record WindowFunnel(long window, Set<Mode> modes) {

  /** Most conditions. */
  public static final int MOST_CONDITIONS = 32;

  /** What is stricter than usual. */
  public enum Mode {
    /** A row that meets none of the conditions, or one too early, ends the search. */
    STRICT_ORDER,
    /** A condition that is met a second time ends the search; the first one may repeat. */
    STRICT_DEDUPLICATION,
    /** Each row is later than the one before. */
    STRICT_INCREASE,
    /** With strict order: conditions that are met too early are skipped. */
    ALLOW_REENTRY
  }

  public WindowFunnel {
    modes = Set.copyOf(modes);
    if (window < 0) {
      throw new IllegalArgumentException("window_funnel: the window is negative: " + window);
    }
    if (modes.contains(Mode.ALLOW_REENTRY) && !modes.contains(Mode.STRICT_ORDER)) {
      throw new IllegalArgumentException("window_funnel: allow_reentry needs strict_order");
    }
  }

  /**
   * Reads modes such as {@code "strict_order, allow_reentry"}; empty = none.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static Set<Mode> modes(String text) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    for (String word : text.split("[,\\s]+", -1)) {
      if (!word.isEmpty()) {
        modes.add(mode(word));
      }
    }
    return modes;
  }

  private static Mode mode(String word) {
    for (Mode mode : Mode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "window_funnel: unknown mode '"
            + word
            + "'; the modes are "
            + Arrays.toString(Mode.values()).toLowerCase(Locale.ROOT));
  }

  /**
   * The length of the longest chain.
   *
   * @param times time of each row
   * @param masks conditions that each row meets, as bits
   * @param conditions number of conditions
   */
  public int level(long[] times, long[] masks, int conditions) {
    if (!modes.contains(Mode.STRICT_ORDER) && conditions == 1) {
      return Arrays.stream(masks).anyMatch(mask -> mask != 0) ? 1 : 0;
    }
    Search search = new Search(conditions);
    for (long[] entry : entries(times, masks)) {
      if (!search.take(entry[0], (int) entry[1])) {
        break;
      }
    }
    return search.level;
  }

  /** (time, condition from 0, or -1) in the order in which they are taken. */
  private long[][] entries(long[] times, long[] masks) {
    int count = 0;
    boolean strict = modes.contains(Mode.STRICT_ORDER);
    for (long mask : masks) {
      count += mask == 0 && strict ? 1 : Long.bitCount(mask);
    }
    long[][] entries = new long[count][];
    int next = 0;
    for (int row = 0; row < times.length; row++) {
      if (masks[row] == 0 && strict) {
        entries[next++] = new long[] {times[row], -1};
      }
      for (long bits = masks[row]; bits != 0; bits &= bits - 1) {
        entries[next++] = new long[] {times[row], Long.numberOfTrailingZeros(bits)};
      }
    }
    Arrays.sort(
        entries, (a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
    return entries;
  }

  /** For each length, when the chain that began last reached it. */
  private final class Search {

    private final boolean[] reached;
    private final long[] began;
    private final long[] last;
    private int level;

    Search(int conditions) {
      reached = new boolean[conditions];
      began = new long[conditions];
      last = new long[conditions];
    }

    /** Whether the search goes on. */
    boolean take(long time, int condition) {
      if (condition < 0) {
        return !reached[0];
      }
      if (condition == 0) {
        reach(0, time, time);
        return reached.length > 1;
      }
      if (modes.contains(Mode.STRICT_DEDUPLICATION) && reached[condition]) {
        return false;
      }
      if (!reached[condition - 1]) {
        return !reached[0]
            || !modes.contains(Mode.STRICT_ORDER)
            || modes.contains(Mode.ALLOW_REENTRY);
      }
      boolean inTime = time - began[condition - 1] <= window;
      boolean later = !modes.contains(Mode.STRICT_INCREASE) || last[condition - 1] < time;
      if (inTime && later) {
        reach(condition, began[condition - 1], time);
      }
      return level < reached.length;
    }

    private void reach(int condition, long first, long time) {
      reached[condition] = true;
      began[condition] = first;
      last[condition] = time;
      level = Math.max(level, condition + 1);
    }
  }
}
