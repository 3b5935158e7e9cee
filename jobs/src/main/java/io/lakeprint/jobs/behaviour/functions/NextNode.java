package io.lakeprint.jobs.behaviour.functions;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of the row that follows a chain of conditions: the semantics of ClickHouse's {@code
 * sequenceNextNode}.
 *
 * <p>Rows are ordered by time, those of one moment by value, those that say the same by the
 * conditions that they meet. The chain begins with the base row and has no gaps.
 *
 * @param direction where the chain runs
 * @param base where it begins
 */
public record NextNode(Direction direction, Base base) {

  /** Where the chain runs. */
  public enum Direction {
    FORWARD,
    BACKWARD
  }

  /** Where the chain begins. */
  public enum Base {
    /** With the first row. */
    HEAD,
    /** With the last row. */
    TAIL,
    /** With the first row that meets the first condition. */
    FIRST_MATCH,
    /** With the last row that meets the first condition. */
    LAST_MATCH
  }

  /**
   * One row.
   *
   * @param canBeBase whether the chain may begin with it
   * @param mask conditions that it meets, as bits
   */
  public record Node(long time, boolean canBeBase, long mask, String value) {}

  public NextNode {
    if ((direction == Direction.BACKWARD && base == Base.HEAD)
        || (direction == Direction.FORWARD && base == Base.TAIL)) {
      throw new IllegalArgumentException(
          "sequence_next_node: nothing lies " + direction + " of " + base);
    }
  }

  /**
   * Reads the two words, such as {@code forward} and {@code first_match}.
   *
   * @throws IllegalArgumentException for others
   */
  public static NextNode parse(String direction, String base) {
    try {
      return new NextNode(
          Direction.valueOf(direction.toUpperCase(Locale.ROOT)),
          Base.valueOf(base.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "sequence_next_node: '"
              + direction
              + "' and '"
              + base
              + "' are not forward with head, first_match or last_match, or backward with tail,"
              + " first_match or last_match",
          e);
    }
  }

  /** The value; null where the chain does not match or nothing follows it. */
  public @Nullable String of(List<Node> rows, int conditions) {
    List<Node> nodes =
        rows.stream()
            .sorted(
                Comparator.comparingLong(Node::time)
                    .thenComparing(Node::value)
                    .thenComparingLong(Node::mask)
                    .thenComparing(Node::canBeBase))
            .toList();
    boolean needsMatch = base == Base.FIRST_MATCH || base == Base.LAST_MATCH;
    if (needsMatch && conditions == 0) {
      throw new IllegalArgumentException("sequence_next_node: " + base + " needs a condition");
    }
    int at = nodes.size() <= conditions ? -1 : baseOf(nodes);
    if (at < 0) {
      return null;
    }
    int step = direction == Direction.FORWARD ? 1 : -1;
    for (int condition = 0; condition < conditions; condition++, at += step) {
      if (at < 0 || at >= nodes.size() || (nodes.get(at).mask() >>> condition & 1) == 0) {
        return null;
      }
    }
    return at < 0 || at >= nodes.size() ? null : nodes.get(at).value();
  }

  private int baseOf(List<Node> nodes) {
    int last = nodes.size() - 1;
    boolean fromEnd = base == Base.TAIL || base == Base.LAST_MATCH;
    boolean onlyThere = base == Base.HEAD || base == Base.TAIL;
    for (int i = 0; i <= last; i++) {
      int at = fromEnd ? last - i : i;
      Node node = nodes.get(at);
      if (node.canBeBase() && (onlyThere || (node.mask() & 1) != 0)) {
        return at;
      }
      if (onlyThere) {
        return -1;
      }
    }
    return -1;
  }
}
