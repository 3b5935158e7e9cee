package io.lakeprint.common.definitions;

import java.util.List;
import java.util.Map;

/**
 * The catalogue of tags.
 *
 * @param events event names that definitions may use besides those seen in the lake
 * @param passiveEvents events that happen to a person; "any event" leaves them out
 * @param dimensions dimensions that {@code behaviour.daily_dimensions} holds
 * @param definitions tags by id, which is their column
 */
public record TagsConfig(
    List<String> events,
    List<String> passiveEvents,
    List<String> dimensions,
    Map<String, TagDefinition> definitions) {

  /** Where the catalogue stands in the configuration. */
  public static final String PATH = "tags";
}
