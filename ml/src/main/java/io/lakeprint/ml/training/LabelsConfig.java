package io.lakeprint.ml.training;

import java.util.Map;

/**
 * Predictions beside those that Lakeprint brings; {@code reference.conf} says more.
 *
 * @param definitions by name, which is that of the model
 */
record LabelsConfig(Map<String, LabelDefinition> definitions) {

  static final String PATH = "labels";

  LabelsConfig {
    definitions = Map.copyOf(definitions);
    definitions
        .keySet()
        .forEach(
            name -> {
              if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
                throw new IllegalArgumentException(
                    "a prediction is a column of portraits: small letters, digits and _, got '"
                        + name
                        + "'");
              }
            });
  }
}
