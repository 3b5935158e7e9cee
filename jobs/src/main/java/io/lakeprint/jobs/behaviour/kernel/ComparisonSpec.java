package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;
import java.util.List;

/**
 * What people do after they met one thing or another.
 *
 * @param groups condition of the events that put somebody into each group
 * @param baseline the group that the others are compared with: only those who are in no other
 * @param outcomes what they may do then
 * @param unit who is compared
 * @param window how long after the first event of a group an outcome counts, microseconds, its last
 *     moment included; of sessions until their end
 * @param breakdown slot of the value of that first event; {@link FunnelSpec#NONE} = none
 */
public record ComparisonSpec(
    List<Integer> groups,
    int baseline,
    List<Outcome> outcomes,
    PathSpec.Unit unit,
    long window,
    int breakdown)
    implements Serializable {

  /** Most outcomes: they are told as the bits of a number. */
  public static final int MOST_OUTCOMES = 63;

  /**
   * What people may do.
   *
   * @param condition condition of the events
   * @param first whether only a person's first one of all time counts
   */
  public record Outcome(int condition, boolean first) implements Serializable {}

  public ComparisonSpec {
    groups = List.copyOf(groups);
    outcomes = List.copyOf(outcomes);
    if (outcomes.size() > MOST_OUTCOMES || baseline < 0 || baseline >= groups.size()) {
      throw new IllegalArgumentException(outcomes.size() + " outcomes, baseline " + baseline);
    }
  }
}
