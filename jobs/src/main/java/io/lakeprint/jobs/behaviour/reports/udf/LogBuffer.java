package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.EventLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's events while they are gathered: per event one row of longs (time, place of its values,
 * masks), each combination of values once. A bean, because Spark writes it between stages.
 */
public final class LogBuffer {

  private static final int FIXED = 2;

  private int words = 1;
  private int slots;
  private int used;
  private long[] longs = {};
  private final List<@Nullable String> tuples = new ArrayList<>();
  private int sessionsUsed;
  private long[] sessionLongs = {};
  private @Nullable Map<List<@Nullable String>, Integer> places;

  /** For Spark. */
  public LogBuffer() {}

  LogBuffer(int words, int slots) {
    this.words = words;
    this.slots = slots;
  }

  void add(PackedEvent event) {
    if (event.getEnd() != LogFunction.NO_SESSION) {
      addSession(event.getTime(), event.getEnd());
      return;
    }
    List<@Nullable String> values = event.getValues();
    int at = row(event.getTime(), values == null ? 0 : place(values));
    longs[at++] = event.getMask();
    long[] more = event.getMore();
    if (more != null) {
      System.arraycopy(more, 0, longs, at, words - 1);
    }
  }

  void addAll(LogBuffer other) {
    int[] moved = new int[other.slots == 0 ? 0 : other.tuples.size() / other.slots];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = place(other.tuples.subList(i * slots, (i + 1) * slots));
    }
    int row = FIXED + words;
    for (int at = 0; at < other.used; at += row) {
      int place = slots == 0 ? 0 : moved[(int) other.longs[at + 1]];
      int to = row(other.longs[at], place);
      System.arraycopy(other.longs, at + FIXED, longs, to, words);
    }
    for (int at = 0; at < other.sessionsUsed; at += 2) {
      addSession(other.sessionLongs[at], other.sessionLongs[at + 1]);
    }
  }

  EventLog log() {
    int events = used / (FIXED + words);
    long[] times = new long[events];
    long[] masks = new long[events * words];
    @Nullable String[][] values = new @Nullable String[events][];
    @Nullable String[][] known = new @Nullable String[slots == 0 ? 1 : tuples.size() / slots][];
    for (int i = 0; i < known.length; i++) {
      known[i] = tuples.subList(i * slots, (i + 1) * slots).toArray(String[]::new);
    }
    for (int e = 0; e < events; e++) {
      int at = e * (FIXED + words);
      times[e] = longs[at];
      values[e] = known[(int) longs[at + 1]];
      System.arraycopy(longs, at + FIXED, masks, e * words, words);
    }
    return EventLog.of(times, masks, values, getSessionLongs());
  }

  /** Makes room for an event; where its masks begin. */
  private int row(long time, int place) {
    int row = FIXED + words;
    longs = grown(longs, used + row);
    longs[used] = time;
    longs[used + 1] = place;
    used += row;
    return used - words;
  }

  private void addSession(long start, long end) {
    sessionLongs = grown(sessionLongs, sessionsUsed + 2);
    sessionLongs[sessionsUsed] = start;
    sessionLongs[sessionsUsed + 1] = end;
    sessionsUsed += 2;
  }

  private int place(List<@Nullable String> tuple) {
    if (slots == 0) {
      return 0;
    }
    Map<List<@Nullable String>, Integer> known = known();
    Integer place = known.get(tuple);
    if (place == null) {
      place = known.size();
      // The given list may be a view of another buffer's.
      known.put(new ArrayList<>(tuple), place);
      tuples.addAll(tuple);
    }
    return place;
  }

  private Map<List<@Nullable String>, Integer> known() {
    if (places == null) {
      Map<List<@Nullable String>, Integer> known = new HashMap<>();
      for (int at = 0; at < tuples.size(); at += slots) {
        known.put(new ArrayList<>(tuples.subList(at, at + slots)), at / slots);
      }
      places = known;
    }
    return places;
  }

  private static long[] grown(long[] array, int wanted) {
    return array.length >= wanted
        ? array
        : Arrays.copyOf(array, Math.max(wanted, Math.max(16, array.length * 2)));
  }

  public int getWords() {
    return words;
  }

  public void setWords(int words) {
    this.words = words;
  }

  public int getSlots() {
    return slots;
  }

  public void setSlots(int slots) {
    this.slots = slots;
  }

  /** Rows of events, as long as they are used. */
  public long[] getLongs() {
    return Arrays.copyOf(longs, used);
  }

  public void setLongs(long[] longs) {
    this.longs = longs;
    this.used = longs.length;
  }

  /** Combinations of values, one after the other. */
  public List<@Nullable String> getTuples() {
    return tuples;
  }

  public void setTuples(List<@Nullable String> tuples) {
    this.tuples.clear();
    this.tuples.addAll(tuples);
    this.places = null;
  }

  /** First and last moments of sessions. */
  public long[] getSessionLongs() {
    return Arrays.copyOf(sessionLongs, sessionsUsed);
  }

  public void setSessionLongs(long[] sessionLongs) {
    this.sessionLongs = sessionLongs;
    this.sessionsUsed = sessionLongs.length;
  }
}
