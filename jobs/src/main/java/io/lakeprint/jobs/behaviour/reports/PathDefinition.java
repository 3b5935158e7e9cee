package io.lakeprint.jobs.behaviour.reports;

import io.lakeprint.common.config.Default;
import io.lakeprint.common.definitions.Condition;
import io.lakeprint.common.definitions.EventRule;
import io.lakeprint.jobs.behaviour.kernel.FunnelSpec.Attribution;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;
import java.util.List;
import java.util.Optional;

/**
 * A path report as an operator defines it; docs/behaviour.md explains each key.
 *
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param owner who answers for it
 * @param filter what holds for all of its events
 * @param segment of whose people it tells
 * @param range the days it is about
 * @param events the events that are steps of a path
 * @param node attribute that names a step; events without it are none
 * @param cleaning what makes one of names of steps that mean the same
 * @param groups names that stand for many nodes
 * @param unit whose events make a path
 * @param from the event that paths begin with
 * @param to the event that paths end with
 * @param depth most steps of a path
 * @param collapse whether a node that follows itself counts once
 * @param mostNodes how many nodes are told, by visits; the others are one
 * @param sequences which sequences of nodes are told as frequent
 * @param breakdown attribute of the first step by whose values it is told too
 * @param did the event by which it is told too: paths in whose session or period it happened, and
 *     the others
 */
record PathDefinition(
    String nameZh,
    String nameEn,
    Optional<String> owner,
    Optional<Condition> filter,
    Optional<String> segment,
    @Default("{}") Range range,
    EventRule events,
    @Default("event_name") String node,
    Optional<Cleaning> cleaning,
    @Default("[]") List<NodeGroup> groups,
    @Default("session") PathSpec.Unit unit,
    Optional<EventRule> from,
    Optional<EventRule> to,
    @Default("5") int depth,
    @Default("true") boolean collapse,
    @Default("20") int mostNodes,
    Optional<Sequences> sequences,
    Optional<BreakdownRule> breakdown,
    Optional<EventRule> did)
    implements ReportDefinition {

  private static final int DEEPEST = 50;
  private static final int MOST_NODES = 1000;

  PathDefinition {
    if (depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException("depth is " + depth + ", not 1 to " + DEEPEST);
    }
    if (mostNodes < 1 || mostNodes > MOST_NODES) {
      throw new IllegalArgumentException("most-nodes is " + mostNodes + ", not 1 to " + MOST_NODES);
    }
  }

  /** What the paths are told by beside everybody: the values of an attribute, or what was done. */
  Optional<BreakdownRule> toldBy() {
    return did.map(event -> new BreakdownRule("did", Attribution.FIRST, 1, 2)).or(() -> breakdown);
  }

  /**
   * Sequences of nodes that many paths have, other nodes between them or not.
   *
   * @param support in which part of all paths at least
   * @param longest most nodes of a sequence
   */
  record Sequences(@Default("0.05") double support, @Default("4") int longest) {

    private static final double LEAST = 0.001;
    private static final int MOST_NODES = 10;

    Sequences {
      if (!(support >= LEAST && support <= 1)) {
        throw new IllegalArgumentException("support is " + support + ", not .001 to 1");
      }
      if (longest < 2 || longest > MOST_NODES) {
        throw new IllegalArgumentException("longest is " + longest + ", not 2 to " + MOST_NODES);
      }
    }
  }
}
