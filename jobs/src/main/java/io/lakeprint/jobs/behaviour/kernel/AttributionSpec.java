package io.lakeprint.jobs.behaviour.kernel;

import java.io.Serializable;
import java.util.Set;

/**
 * Whose doing a conversion is.
 *
 * @param conversion condition of the events that convert
 * @param touch condition of the events that are touches
 * @param touchpoint slot of what was touched; an event without it is no touch
 * @param once slot of what several events of one conversion have in common; {@link FunnelSpec#NONE}
 *     = each event converts
 * @param amount slot of the worth of a converting event; {@link FunnelSpec#NONE} = none
 * @param currency slot of its currency; {@link FunnelSpec#NONE} = none
 * @param lookBack how long before the conversion a touch counts, microseconds, both ends included
 * @param halfLife after which time a touch has half the weight, microseconds
 * @param repeats what becomes of a touchpoint that is touched again
 * @param weak touchpoints that count only where there is no other
 */
public record AttributionSpec(
    int conversion,
    int touch,
    int touchpoint,
    int once,
    int amount,
    int currency,
    long lookBack,
    long halfLife,
    Repeats repeats,
    Set<String> weak)
    implements Serializable {

  /** What becomes of a touchpoint that is touched again. */
  public enum Repeats {
    /** Every touch counts. */
    ALL,
    /** Touches of one touchpoint in a row count once, at the last of them. */
    IN_A_ROW,
    /** A touchpoint counts once, where it was first. */
    FIRST
  }

  public AttributionSpec {
    if (lookBack < 0 || halfLife < 1) {
      throw new IllegalArgumentException("look-back " + lookBack + ", half-life " + halfLife);
    }
    weak = Set.copyOf(weak);
  }
}
