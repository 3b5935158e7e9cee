package io.lakeprint.jobs.simulate;

/**
 * Numbers or devices given up, waiting for a next owner; a ring of fixed size, oldest out first.
 */
final class Released {

  private static final int CAPACITY = 512;
  static final int REST_DAYS = 14;

  private final int[] keys = new int[CAPACITY];
  private final int[] days = new int[CAPACITY];
  private int first;
  private int size;

  /** Offers a key; it is forgotten when too many wait already. */
  void offer(int key, int day) {
    if (size < CAPACITY) {
      int last = (first + size) % CAPACITY;
      keys[last] = key;
      days[last] = day;
      size++;
    }
  }

  /** The key that waits longest, once it has rested for {@link #REST_DAYS}; else -1. */
  int take(int day) {
    if (size == 0 || day - days[first] < REST_DAYS) {
      return -1;
    }
    int key = keys[first];
    first = (first + 1) % CAPACITY;
    size--;
    return key;
  }
}
