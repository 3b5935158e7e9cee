package io.lakeprint.jobs.behaviour.kernel;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person did, packed: per event its time, the conditions that it meets and its values; per
 * session its first and last moment.
 *
 * <p>Times are microseconds since 1970 UTC, ascending. Conditions are numbered from 0; a run
 * numbers the conditions of all its reports together. Values stand in numbered slots; null = not
 * said.
 */
public final class EventLog {

  /** What {@link #session} answers for a moment outside of every session. */
  public static final int NO_SESSION = -1;

  private final long[] times;
  private final long[] masks;
  private final int words;
  private final @Nullable String[][] values;
  private final long[] sessionStarts;
  private final long[] sessionEnds;

  private EventLog(
      long[] times,
      long[] masks,
      int words,
      @Nullable String[][] values,
      long[] sessionStarts,
      long[] sessionEnds) {
    this.times = times;
    this.masks = masks;
    this.words = words;
    this.values = values;
    this.sessionStarts = sessionStarts;
    this.sessionEnds = sessionEnds;
  }

  /**
   * The log of events in any order.
   *
   * @param times time of each event
   * @param masks conditions of each event, one after the other, as many words for each
   * @param values values of each event by slot; empty where nobody asks for any
   * @param sessions first and last moment of each session, one after the other
   */
  public static EventLog of(
      long[] times, long[] masks, @Nullable String[][] values, long[] sessions) {
    int[] order = new int[times.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    LongArrays.radixSortIndirect(order, times, true);
    int words = times.length == 0 ? 1 : masks.length / times.length;
    long[] sortedTimes = new long[times.length];
    long[] sortedMasks = new long[masks.length];
    @Nullable String[][] sortedValues = new @Nullable String[values.length][];
    for (int i = 0; i < order.length; i++) {
      sortedTimes[i] = times[order[i]];
      for (int word = 0; word < words; word++) {
        sortedMasks[i * words + word] = masks[order[i] * words + word];
      }
      if (values.length > 0) {
        sortedValues[i] = values[order[i]];
      }
    }
    return sessions.length == 0
        ? new EventLog(sortedTimes, sortedMasks, words, sortedValues, sessions, sessions)
        : withSessions(sortedTimes, sortedMasks, words, sortedValues, sessions);
  }

  private static EventLog withSessions(
      long[] times, long[] masks, int words, @Nullable String[][] values, long[] sessions) {
    int[] visits = new int[sessions.length / 2];
    Arrays.setAll(visits, i -> i);
    IntArrays.mergeSort(
        visits,
        (a, b) -> {
          int byStart = Long.compare(sessions[2 * a], sessions[2 * b]);
          return byStart != 0 ? byStart : Long.compare(sessions[2 * a + 1], sessions[2 * b + 1]);
        });
    long[] starts = new long[visits.length];
    long[] ends = new long[visits.length];
    for (int i = 0; i < visits.length; i++) {
      starts[i] = sessions[2 * visits[i]];
      ends[i] = sessions[2 * visits[i] + 1];
    }
    return new EventLog(times, masks, words, values, starts, ends);
  }

  /** Number of events. */
  public int size() {
    return times.length;
  }

  /** Time of an event. */
  public long time(int event) {
    return times[event];
  }

  /** Whether an event meets a condition. */
  public boolean has(int event, int condition) {
    return (masks[event * words + (condition >>> 6)] >>> (condition & 63) & 1) != 0;
  }

  /** Value of an event in a slot; null = not said. */
  public @Nullable String value(int event, int slot) {
    return values[event][slot];
  }

  /** Number of sessions. */
  public int sessions() {
    return sessionStarts.length;
  }

  /** Last moment of a session. */
  public long sessionEnd(int session) {
    return sessionEnds[session];
  }

  /**
   * The session that holds a moment, or {@link #NO_SESSION}; where one ends in the moment in which
   * the next begins, the later one.
   */
  public int session(long time) {
    int found = Arrays.binarySearch(sessionStarts, time);
    int session = found >= 0 ? lastAt(found) : -found - 2;
    return session >= 0 && time <= sessionEnds[session] ? session : NO_SESSION;
  }

  private int lastAt(int session) {
    int last = session;
    while (last + 1 < sessionStarts.length && sessionStarts[last + 1] == sessionStarts[session]) {
      last++;
    }
    return last;
  }

  /** Collects events and sessions in any order. Not thread-safe. */
  public static final class Builder {

    private final int words;
    private final List<long[]> events = new ArrayList<>();
    private final List<@Nullable String[]> values = new ArrayList<>();
    private final List<long[]> sessions = new ArrayList<>();

    /** For a run with this many conditions. */
    public Builder(int conditions) {
      this.words = words(conditions);
    }

    /** How many longs hold the mask of so many conditions; at least one. */
    public static int words(int conditions) {
      return Math.max(1, (conditions + 63) / 64);
    }

    /**
     * One event.
     *
     * @param mask bit {@code c & 63} of word {@code c >> 6} says whether it meets condition c
     * @param slots its values
     */
    public Builder event(long time, long[] mask, @Nullable String... slots) {
      long[] event = new long[1 + words];
      event[0] = time;
      System.arraycopy(mask, 0, event, 1, Math.min(mask.length, words));
      events.add(event);
      values.add(slots);
      return this;
    }

    /** One session, by its first and last moment. */
    public Builder session(long start, long end) {
      sessions.add(new long[] {start, end});
      return this;
    }

    /** The log. */
    public EventLog build() {
      long[] times = new long[events.size()];
      long[] masks = new long[times.length * words];
      for (int i = 0; i < times.length; i++) {
        times[i] = events.get(i)[0];
        System.arraycopy(events.get(i), 1, masks, i * words, words);
      }
      return of(
          times,
          masks,
          values.toArray(String[][]::new),
          sessions.stream().flatMapToLong(Arrays::stream).toArray());
    }
  }
}
