package io.lakeprint.common.privacy;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads user-agent headers and remembers them for the whole process: a day has few distinct ones,
 * the rules take a millisecond for each, and tasks are short. Thread-safe and deterministic.
 */
public final class UserAgentReader {

  private static final int REMEMBERED = 16_384;

  /** Longer ones are attacks; what counts stands at the beginning. */
  private static final int LONGEST = 1_024;

  private static final Map<String, UserAgent> KNOWN =
      Collections.synchronizedMap(new LruCache<>(REMEMBERED));

  private UserAgentReader() {}

  /** What the header says; null for null and blank. */
  public static @Nullable UserAgent read(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    String read = header.length() > LONGEST ? header.substring(0, LONGEST) : header;
    UserAgent agent = KNOWN.get(read);
    if (agent == null) {
      // Outside of the lock: two tasks may read the same header once each, with the same result.
      agent = UserAgent.parse(read);
      KNOWN.put(read, agent);
    }
    return agent;
  }
}
