package io.lakeprint.jobs.identity;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;

/**
 * Links in primitive arrays, 32 bytes each, and their total order: operator first, then verified
 * ones by latest verification, then strength, then recency, then the ends.
 */
final class LinkTable {

  /** Strength of an operator's word, which nothing outranks. */
  static final int OPERATOR = 100;

  /** Stands for a link that was never verified; sorts behind all that were. */
  static final long NEVER = Long.MIN_VALUE;

  private final IntArrayList a = new IntArrayList();
  private final IntArrayList b = new IntArrayList();
  private final IntArrayList strength = new IntArrayList();
  private final LongArrayList verifiedAt = new LongArrayList();
  private final LongArrayList recency = new LongArrayList();

  /**
   * Adds a link between two node numbers.
   *
   * @param verified microseconds of the latest verification, or {@link #NEVER}
   * @param recent microseconds of the sighting that counts as its age
   */
  void add(int left, int right, int strong, long verified, long recent) {
    a.add(Math.min(left, right));
    b.add(Math.max(left, right));
    strength.add(strong);
    verifiedAt.add(verified);
    recency.add(recent);
  }

  int size() {
    return a.size();
  }

  int a(int link) {
    return a.getInt(link);
  }

  int b(int link) {
    return b.getInt(link);
  }

  /** Negative when link {@code x} comes first; 0 only for two links with the same ends. */
  int compare(int x, int y) {
    int order = Boolean.compare(operator(y), operator(x));
    if (order == 0) {
      order = Long.compare(verifiedAt.getLong(y), verifiedAt.getLong(x));
    }
    if (order == 0) {
      order = Integer.compare(strength.getInt(y), strength.getInt(x));
    }
    if (order == 0) {
      order = Long.compare(recency.getLong(y), recency.getLong(x));
    }
    if (order == 0) {
      order = Integer.compare(a(x), a(y));
    }
    return order == 0 ? Integer.compare(b(x), b(y)) : order;
  }

  private boolean operator(int link) {
    return strength.getInt(link) >= OPERATOR;
  }
}
