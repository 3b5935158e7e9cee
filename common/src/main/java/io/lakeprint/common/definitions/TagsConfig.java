package io.lakeprint.common.definitions;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalogue of tags.
 *
 * @param events event names that definitions may use besides those seen in the lake
 * @param passiveEvents events that happen to a person; "any event" leaves them out
 * @param dimensions dimensions that {@code behaviour.daily_dimensions} holds
 * @param includeBots whether robots are people
 * @param definitions tags by id, which is their column
 */
public record TagsConfig(
    List<String> events,
    List<String> passiveEvents,
    List<String> dimensions,
    boolean includeBots,
    Map<String, TagDefinition> definitions) {

  /** Where the catalogue stands in the configuration. */
  public static final String PATH = "tags";

  /** Whatever a value may follow from besides rows, always the same text for the same meaning. */
  public String text() {
    return Stream.concat(
            Stream.of("passive " + String.join(" ", passiveEvents) + (includeBots ? " bots" : "")),
            new TreeMap<>(definitions)
                .entrySet().stream()
                    .map(tag -> tag.getKey() + " " + DefinitionText.of(tag.getValue()).text()))
        .collect(Collectors.joining("\n"));
  }
}
