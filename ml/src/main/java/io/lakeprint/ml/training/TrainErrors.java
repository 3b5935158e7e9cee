package io.lakeprint.ml.training;

import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.util.Collection;

/** What can be wrong with the settings of training. */
final class TrainErrors {
  private TrainErrors() {}

  static UsageException unknownModel(String name, Collection<String> known) {
    return new UsageException(
        "MODEL_UNKNOWN",
        "train.models names '" + name + "'",
        "there is no such kind of prediction." + Suggestions.didYouMean(name, known),
        "name one of " + String.join(", ", known));
  }
}
