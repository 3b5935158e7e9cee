package io.lakeprint.common.privacy;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the most recently used results of a costly function. Not thread-safe.
 *
 * @param <K> what was asked
 * @param <V> what came out
 */
public final class LruCache<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int capacity;

  /** Keeps at most {@code capacity} results. */
  public LruCache(int capacity) {
    super(capacity * 4 / 3 + 1, 0.75f, true);
    this.capacity = capacity;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > capacity;
  }
}
