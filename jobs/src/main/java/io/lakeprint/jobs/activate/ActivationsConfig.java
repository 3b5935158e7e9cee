package io.lakeprint.jobs.activate;

import java.util.List;
import java.util.Map;

/**
 * The catalogue of activations.
 *
 * @param only ids to run; empty = all
 * @param destinations where audiences go, by name
 * @param frequencyCaps how often one target may be sent anything about, by name of the channel
 * @param definitions activations by id
 */
public record ActivationsConfig(
    List<String> only,
    Map<String, DestinationConfig> destinations,
    Map<String, FrequencyCap> frequencyCaps,
    Map<String, ActivationDefinition> definitions) {

  /** Where the catalogue stands in the configuration. */
  static final String PATH = "activations";
}
