package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;
import java.time.ZoneId;

/**
 * At which hours of the week events are.
 *
 * @param event condition of the events
 * @param zone whose hours
 * @param breakdown slot of the value that is told by too; {@link FunnelSpec#NONE} = none
 */
public record HourSpec(int event, ZoneId zone, int breakdown) implements Serializable {}
