package io.lakeprint.ml.conversion;

import java.util.List;

/**
 * What conversion means; {@code reference.conf} says more.
 *
 * @param events names of events of which one is the conversion
 * @param observationDays eligible is who was active in so many days up to the snapshot
 * @param gapDays days skipped after it
 * @param horizonDays converted has who does one of the events within so many days after that
 */
public record ConversionConfig(
    List<String> events, int observationDays, int gapDays, int horizonDays) {
  public ConversionConfig {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("conversion.events names at least one event");
    }
    events = List.copyOf(events);
  }
}
