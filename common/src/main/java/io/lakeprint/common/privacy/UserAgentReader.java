package io.lakeprint.common.privacy;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Reads user-agent headers and remembers them: a day has few distinct ones, and the rules are slow.
 * Not thread-safe. Deterministic.
 */
public final class UserAgentReader implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int REMEMBERED = 8_192;

  /** Longer ones are attacks; what counts stands at the beginning. */
  private static final int LONGEST = 1_024;

  private transient @Nullable LruCache<String, UserAgent> known;

  /** What the header says; null for null and blank. */
  public @Nullable UserAgent read(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    LruCache<String, UserAgent> cache = known;
    if (cache == null) {
      cache = new LruCache<>(REMEMBERED);
      known = cache;
    }
    String read = header.length() > LONGEST ? header.substring(0, LONGEST) : header;
    UserAgent agent = cache.get(read);
    if (agent == null) {
      agent = UserAgent.parse(read);
      cache.put(read, agent);
    }
    return agent;
  }
}
