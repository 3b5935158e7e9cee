package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;

/**
 * Where on a map events lie. An event that does not say a slot of the map lies nowhere; {@link
 * FunnelSpec#NONE} = the map has no such side.
 *
 * @param event condition of the events
 * @param page slot of the page
 * @param element slot of the element
 * @param x slot of the column, a whole number
 * @param y slot of the row, a whole number
 * @param breakdown slot of the value that the map is told by too; may be unsaid
 */
public record TallySpec(int event, int page, int element, int x, int y, int breakdown)
    implements Serializable {}
