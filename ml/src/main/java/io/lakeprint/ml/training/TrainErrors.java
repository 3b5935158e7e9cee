package io.lakeprint.ml.training;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.util.Collection;
import java.util.List;

/** What can be wrong with the settings of training. */
final class TrainErrors {
  private TrainErrors() {}

  static UsageException unknownModel(String key, String name, Collection<String> known) {
    return new UsageException(
        "MODEL_UNKNOWN",
        key + " names '" + name + "'",
        "there is no such kind of prediction." + Suggestions.didYouMean(name, known),
        "name one of " + String.join(", ", known));
  }

  static UsageException unknownVersion(String model, String version, Collection<String> known) {
    return new UsageException(
        "MODEL_VERSION_UNKNOWN",
        "promote names " + model + " " + version,
        "ml.models has no such training." + Suggestions.didYouMean(version, known),
        known.isEmpty()
            ? "run 'lakeprint train' first"
            : "name one of " + String.join(", ", known) + " with promote.version");
  }

  static InputContractException nothingToCompareOn(String model) {
    return new InputContractException(
        "NO_LABELS",
        "There are no labels of " + model + " to compare on",
        "ml.labels has no row of it",
        "run 'lakeprint train', which labels past snapshots");
  }

  static GateRefusedException promotionRefused(String model, String version, String numbers) {
    return new GateRefusedException(
        "PROMOTION_REFUSED",
        model + " " + version + " does not go into service",
        "it is not better than the champion with confidence: " + numbers,
        "keep the champion, or lower train.promotion.confidence if the risk is yours to take");
  }

  static InputContractException notEnough(List<String> lacking) {
    return new InputContractException(
        "NOT_ENOUGH_TO_LEARN_FROM",
        String.join("; ", lacking),
        "the labels at past snapshots do not carry a model; one in service stays there",
        "wait for more history, widen the observation window or the horizon, or lower"
            + " train.minimum-eligible and train.minimum-of-each-label");
  }
}
