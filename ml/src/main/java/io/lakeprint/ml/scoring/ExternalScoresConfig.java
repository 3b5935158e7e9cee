package io.lakeprint.ml.scoring;

import java.util.Map;
import java.util.Optional;

/**
 * Scores that were made elsewhere; {@code reference.conf} says more.
 *
 * @param model name they get; none of the lake's own models
 * @param version of what made them
 * @param role champion is acted on, shadow is only kept
 * @param path where they are; empty = nothing to import
 * @param format of the files, as Spark names it
 * @param options of the format
 * @param oneId column with the person
 * @param score column with the probability
 */
public record ExternalScoresConfig(
    String model,
    String version,
    Role role,
    Optional<String> path,
    String format,
    Map<String, String> options,
    String oneId,
    String score) {

  /** What becomes of them. */
  public enum Role {
    /** They are acted on. */
    CHAMPION,
    /** They are kept to be looked at. */
    SHADOW
  }

  public ExternalScoresConfig {
    options = Map.copyOf(options);
    if (!model.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "model is the name of a column of portraits: small letters, digits and _, got '"
              + model
              + "'");
    }
  }
}
