package io.lakeprint.common.definitions;

import io.lakeprint.common.config.Default;
import java.util.HashSet;
import java.util.List;

/**
 * Something that an event is meant to say.
 *
 * @param type what its values are
 * @param required whether every event says it
 * @param values the values that it may have; empty = any
 */
public record PlannedProperty(
    @Default("text") PropertyType type,
    @Default("false") boolean required,
    @Default("[]") List<String> values) {

  public PlannedProperty {
    if (new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException("values stand twice: " + values);
    }
    for (String value : values) {
      if (!type.accepts(PropertyType.of(value))) {
        throw new IllegalArgumentException(
            "values: '" + value + "' is no " + type.name().toLowerCase(java.util.Locale.ROOT));
      }
    }
  }
}
