package io.lakeprint.jobs.identity;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether enough distinct neighbours were ever seen inside one window of days. Sightings come by
 * day; keeps one window of them.
 */
final class Crowd {

  private record Seen(int day, long other) {}

  private final int windowDays;
  private final int threshold;
  private final Deque<Seen> window = new ArrayDeque<>();
  private final Long2IntOpenHashMap inWindow = new Long2IntOpenHashMap();
  private boolean reached;

  /**
   * @param windowDays days in a window
   * @param threshold distinct neighbours that are enough
   */
  Crowd(int windowDays, int threshold) {
    this.windowDays = windowDays;
    this.threshold = threshold;
  }

  void add(int day, long other) {
    while (!reached && !window.isEmpty() && window.getFirst().day() <= day - windowDays) {
      long gone = window.removeFirst().other();
      if (inWindow.addTo(gone, -1) == 1) {
        inWindow.remove(gone);
      }
    }
    if (!reached) {
      window.addLast(new Seen(day, other));
      inWindow.addTo(other, 1);
      reached = inWindow.size() >= threshold;
    }
  }

  boolean isReached() {
    return reached;
  }
}
