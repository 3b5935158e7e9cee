package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;

/**
 * From what to what time is measured.
 *
 * @param from condition of the event that starts the clock
 * @param to condition of the event that stops it; may be the same
 * @param once slot of what events that are one have in common, of which the first counts; {@link
 *     FunnelSpec#NONE} = each is one
 * @param within longest time that counts, microseconds
 * @param breakdown slot of the value of the starting event; {@link FunnelSpec#NONE} = none
 */
public record IntervalSpec(int from, int to, int once, long within, int breakdown)
    implements Serializable {}
