package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;

/**
 * How far down people get on a page.
 *
 * @param view condition of the events that open a page
 * @param scroll condition of the events that say how far one got
 * @param page slot of the page; events without it count nowhere
 * @param ratio slot of the deepest point reached, 0 to 1
 * @param breakdown slot of the value of the view; {@link FunnelSpec#NONE} = none
 */
public record ReachSpec(int view, int scroll, int page, int ratio, int breakdown)
    implements Serializable {}
