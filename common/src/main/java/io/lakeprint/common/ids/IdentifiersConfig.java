package io.lakeprint.common.ids;

import io.lakeprint.common.error.Suggestions;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Section {@code identifiers}.
 *
 * @param types the declared types by name
 * @param defaultCountry ISO 3166 code of phone numbers without country code
 * @param maxLength longest value, in characters
 * @param junkValues values that mean nothing, whatever the type and the case
 * @param junkLocalParts what stands before the {@code @} of made-up addresses
 */
public record IdentifiersConfig(
    Map<String, IdTypeConfig> types,
    String defaultCountry,
    int maxLength,
    List<String> junkValues,
    List<String> junkLocalParts)
    implements Serializable {

  /** Where the section stands in the configuration. */
  public static final String PATH = "identifiers";

  public IdentifiersConfig {
    if (!defaultCountry.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException(
          "default-country must be a code such as CN, got '" + defaultCountry + "'");
    }
    if (maxLength < 16 || maxLength > 4096) {
      throw new IllegalArgumentException(
          "max-length must be between 16 and 4096, got " + maxLength);
    }
    Map<Integer, String> byPriority = new TreeMap<>();
    types.forEach(
        (name, type) -> {
          if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                "types: '" + name + "' must match [a-z][a-z0-9_]{0,62}");
          }
          String parent = type.parent();
          if (parent != null && (!types.containsKey(parent) || parent.equals(name))) {
            throw new IllegalArgumentException(
                "types."
                    + name
                    + ".parent: there is no type '"
                    + parent
                    + "'."
                    + Suggestions.didYouMean(parent, types.keySet()));
          }
          String other = byPriority.put(type.priority(), name);
          if (other != null) {
            throw new IllegalArgumentException(
                "types: " + other + " and " + name + " have the same priority " + type.priority());
          }
        });
  }

  /**
   * The type of this name.
   *
   * @throws IllegalArgumentException when it is not declared
   */
  public IdTypeConfig type(String name) {
    IdTypeConfig type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException(
          "There is no identifier type '"
              + name
              + "'."
              + Suggestions.didYouMean(name, types.keySet()));
    }
    return type;
  }
}
