package io.lakeprint.common.definitions;

import java.util.List;
import java.util.Map;

/**
 * The catalogue of segments.
 *
 * @param events event names that definitions may use besides those seen in the lake
 * @param passiveEvents events that happen to a person; "any event" leaves them out
 * @param dimensions dimensions that {@code behaviour.daily_dimensions} holds
 * @param includeBots whether robots are people
 * @param attributes types of imported attributes that are more than text
 * @param lists uploaded lists by name
 * @param definitions segments by id
 */
public record SegmentsConfig(
    List<String> events,
    List<String> passiveEvents,
    List<String> dimensions,
    boolean includeBots,
    Map<String, ValueType> attributes,
    Map<String, ListFile> lists,
    Map<String, SegmentDefinition> definitions) {

  /** Where the catalogue stands in the configuration. */
  public static final String PATH = "segments";
}
