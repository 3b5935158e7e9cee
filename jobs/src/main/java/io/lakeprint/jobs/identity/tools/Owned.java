package io.lakeprint.jobs.identity.tools;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as {@code identity_map} has it.
 *
 * @param node node
 * @param type its type
 * @param scope its scope; empty = everywhere
 * @param value as stored: in the clear or a token
 * @param state active, multi-owner, blocked or erased
 * @param turns owners in time
 */
record Owned(long node, String type, String scope, String value, String state, List<Turn> turns) {

  /** One owner; null = nobody. */
  record Turn(Instant from, @Nullable Instant to, @Nullable String oneId) {

    /** {@code from … until …}; empty for an owner for life. */
    String when() {
      String start = from.equals(Instant.EPOCH) ? "" : "from " + from;
      String end = to == null ? "" : "until " + to;
      return (start + " " + end).strip();
    }

    @Override
    public String toString() {
      String when = when();
      return (oneId == null ? "nobody" : oneId) + (when.isEmpty() ? "" : " " + when);
    }
  }

  Owned {
    turns = List.copyOf(turns);
  }

  /** Owner now; null = nobody. */
  @Nullable String oneId() {
    return turns.stream()
        .filter(turn -> turn.to() == null)
        .map(Turn::oneId)
        .findFirst()
        .orElse(null);
  }

  @Override
  public String toString() {
    return type + (scope.isEmpty() ? "" : "@" + scope) + ":" + value;
  }
}
