package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.EventLog;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person's events while they are gathered; each combination of values is kept once. */
final class LogBuffer {

  private final LongArrayList times = new LongArrayList();
  private final LongArrayList masks = new LongArrayList();
  private final List<@Nullable String[]> values = new ArrayList<>(0);
  private final LongArrayList sessions = new LongArrayList(0);
  private final BitSet segments = new BitSet(0);
  private @Nullable Map<List<@Nullable String>, @Nullable String[]> tuples;

  /** One more event. */
  void addTime(long time) {
    times.add(time);
  }

  /** The next word of the mask of the event, 64 conditions each. */
  void addMask(long word) {
    masks.add(word);
  }

  /** The values of the event, by slot; of all events or of none. */
  void addValues(List<@Nullable String> tuple) {
    if (tuples == null) {
      tuples = new HashMap<>();
    }
    values.add(tuples.computeIfAbsent(tuple, all -> all.toArray(String[]::new)));
  }

  void addSession(long start, long end) {
    sessions.add(start);
    sessions.add(end);
  }

  void addSegment(int segment) {
    segments.set(segment);
  }

  boolean hasEvents() {
    return !times.isEmpty();
  }

  /** Numbers of the segments that the person is in. */
  BitSet segments() {
    return segments;
  }

  EventLog log() {
    return EventLog.of(
        times.toLongArray(),
        masks.toLongArray(),
        values.toArray(String[][]::new),
        sessions.toLongArray());
  }
}
