package io.lakeprint.ml.registry;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.TransientException;
import java.util.List;

/** What can go wrong with saved models. */
final class RegistryErrors {
  private RegistryErrors() {}

  static InputContractException missing(String folder, Throwable cause) {
    return new InputContractException(
        "MODEL_FILES_MISSING",
        "The model in " + folder + " cannot be read",
        "ml.models names it, but its files are gone",
        "restore the folder from a backup, or run 'lakeprint train' with a changed train.seed",
        cause);
  }

  static InputContractException damaged(String folder, Throwable cause) {
    return new InputContractException(
        "MODEL_FILES_DAMAGED",
        "The model in " + folder + " cannot be read",
        "model.json is not what Lakeprint wrote: " + cause.getMessage(),
        "restore the folder from a backup, or run 'lakeprint train' with a changed train.seed",
        cause);
  }

  static InputContractException unknownLearner(String folder, String name) {
    return new InputContractException(
        "MODEL_LEARNER_UNKNOWN",
        "The model in " + folder + " cannot be read",
        "it was learned by '" + name + "', which this version of Lakeprint does not know",
        "use the version of Lakeprint that trained it, or run 'lakeprint train'");
  }

  static TransientException unwritable(String folder, Throwable cause) {
    return new TransientException(
        "MODEL_NOT_SAVED",
        "The model could not be saved in " + folder,
        String.valueOf(cause.getMessage()),
        "check space and rights of the lake's root, then run the same command again",
        cause);
  }

  /** A champion reads features that are no longer computed. */
  static InputContractException otherFeatures(String model, String version, List<String> missing) {
    return new InputContractException(
        "MODEL_READS_OTHER_FEATURES",
        "Model " + model + " " + version + " cannot score: no column " + String.join(", ", missing),
        "it was trained with other features than ml.features has",
        "restore the settings under 'features', or run 'lakeprint train'");
  }
}
