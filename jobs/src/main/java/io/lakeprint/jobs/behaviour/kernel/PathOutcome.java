package io.lakeprint.jobs.behaviour.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One path: its nodes from {@link #START} or {@link #MORE} to {@link #END} or {@link #MORE}, so
 * that into every node goes as much as comes out.
 *
 * @param period the period of its first event
 * @param breakdown value of its first step, or {@link #DID} or {@link #DID_NOT}; null = not said,
 *     or nothing tells paths apart
 * @param nodes first to last, at least three
 * @param times when each node was; the first and last stand for no event and repeat their neighbour
 */
public record PathOutcome(
    int period, @Nullable String breakdown, List<String> nodes, List<Long> times) {

  /** Before the first step of a path. */
  public static final String START = "(start)";

  /** After the last step of a path. */
  public static final String END = "(end)";

  /** Stands for the steps that a path has beyond the depth of the report. */
  public static final String MORE = "(more)";

  /** Stands for paths in whose session or period the event happened that tells them apart. */
  public static final String DID = "yes";

  /** Stands for the others. */
  public static final String DID_NOT = "no";

  public PathOutcome {
    nodes = List.copyOf(nodes);
    times = List.copyOf(times);
  }
}
