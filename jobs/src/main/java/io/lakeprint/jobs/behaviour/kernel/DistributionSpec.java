package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;

/**
 * How much people do something.
 *
 * @param event condition of the events
 * @param measure what is counted
 * @param amount slot of the amount; {@link FunnelSpec#NONE} unless amounts are added up
 * @param once slot of what events that are one have in common; {@link FunnelSpec#NONE} = each is
 *     one
 * @param days the days that are counted
 * @param breakdown slot of the value of the first event; {@link FunnelSpec#NONE} = none
 */
public record DistributionSpec(
    int event, Measure measure, int amount, int once, Periods days, int breakdown)
    implements Serializable {

  /** What is counted of a person's events in a period. */
  public enum Measure {
    /** Events, those that are one counted once. */
    TIMES,
    /** Days with an event. */
    DAYS,
    /** The sum of their amounts, in ten-thousandths. */
    AMOUNT
  }
}
