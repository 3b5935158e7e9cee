package io.lakeprint.ml.training;

import java.util.Optional;

/**
 * Which model to put into service; {@code reference.conf} says more.
 *
 * @param model name of the model
 * @param version its version in {@code ml.models}; empty = the last one trained
 */
public record PromoteConfig(String model, Optional<String> version) {}
