package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.EventLog;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person's events while they are gathered; each combination of values is kept once. */
final class LogBuffer {

  private final int words;
  private final int slots;
  private final LongArrayList times = new LongArrayList();
  private final LongArrayList masks = new LongArrayList();
  private final List<@Nullable String[]> values = new ArrayList<>();
  private final LongArrayList sessions = new LongArrayList();
  private final Map<List<@Nullable String>, @Nullable String[]> tuples = new HashMap<>();

  /**
   * @param words how many longs hold the mask of an event
   * @param slots how many values an event has
   */
  LogBuffer(int words, int slots) {
    this.words = words;
    this.slots = slots;
  }

  /**
   * @param mask the first 64 conditions
   * @param more the further ones, 64 each
   * @param tuple the values, by slot
   */
  void addEvent(long time, long mask, List<Long> more, List<@Nullable String> tuple) {
    times.add(time);
    masks.add(mask);
    for (int word = 1; word < words; word++) {
      masks.add(more.get(word - 1).longValue());
    }
    values.add(
        tuples.computeIfAbsent(slots == 0 ? List.of() : tuple, all -> all.toArray(String[]::new)));
  }

  void addSession(long start, long end) {
    sessions.add(start);
    sessions.add(end);
  }

  EventLog log() {
    return EventLog.of(
        times.toLongArray(),
        masks.toLongArray(),
        values.toArray(String[][]::new),
        sessions.toLongArray());
  }
}
