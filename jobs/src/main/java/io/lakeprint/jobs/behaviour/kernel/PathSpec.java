package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;

/**
 * Which way people take.
 *
 * @param event condition of the events that are steps of a path
 * @param node slot of the name of a step; an event without it is none
 * @param unit whose events make one path
 * @param from condition of the event that paths begin with; {@link FunnelSpec#NONE} = with the
 *     first
 * @param to condition of the event that paths end with; {@link FunnelSpec#NONE} = with the last
 * @param depth most steps of a path, at least 1
 * @param collapse whether a node that follows itself counts once
 * @param breakdown slot of the value of the first step; {@link FunnelSpec#NONE} = none
 * @param did condition of the event by which paths are told apart, instead of a value: whether it
 *     happened in their session, or their period; {@link FunnelSpec#NONE} = by none
 */
public record PathSpec(
    int event,
    int node,
    Unit unit,
    int from,
    int to,
    int depth,
    boolean collapse,
    int breakdown,
    int did)
    implements Serializable {

  /** Whose events make one path. */
  public enum Unit {
    /** Each session makes one. */
    SESSION,
    /** Each person makes one per period. */
    PERSON
  }

  public PathSpec {
    if (depth < 1) {
      throw new IllegalArgumentException("a path of depth " + depth);
    }
    if (breakdown != FunnelSpec.NONE && did != FunnelSpec.NONE) {
      throw new IllegalArgumentException("paths are told apart by a value or by what was done");
    }
  }
}
