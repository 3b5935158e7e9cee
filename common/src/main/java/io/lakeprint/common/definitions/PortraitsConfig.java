package io.lakeprint.common.definitions;

import java.util.List;

/**
 * What portraits show besides tags.
 *
 * @param models models whose champion's scores are published
 */
public record PortraitsConfig(List<String> models) {

  /** Where it stands in the configuration. */
  public static final String PATH = "portraits";

  public PortraitsConfig {
    for (String model : models) {
      if (!model.matches("[a-z][a-z0-9_]{0,49}")) {
        throw new IllegalArgumentException(
            "model '" + model + "' cannot name a column: small letters, digits and _, at most 50");
      }
    }
    if (models.stream().distinct().count() < models.size()) {
      throw new IllegalArgumentException("models names a model twice: " + models);
    }
  }
}
