package io.lakeprint.ml.scoring;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.ml.registry.TrainedModel;
import java.time.LocalDate;
import java.util.List;

/** Why nobody can be scored. */
final class ScoreErrors {
  private ScoreErrors() {}

  static InputContractException noFeatures(LocalDate asOf, String first, String last) {
    return new InputContractException(
        "NO_FEATURES",
        "ml.features has nobody as of " + asOf,
        "its first snapshot is of " + first + ", its last of " + last,
        "run 'lakeprint features --as-of "
            + asOf
            + "' first; where it finds nobody either, there is no event up to that day");
  }

  static InputContractException nobody(TrainedModel model) {
    return new InputContractException(
        "NOBODY_ELIGIBLE",
        name(model) + " has nobody to speak of",
        "nobody has "
            + model.eligibility().recencyFeature()
            + " below "
            + model.eligibility().withinDays()
            + ", which made people eligible in training",
        "check that events still arrive ('lakeprint report', data quality); earlier scores stay"
            + " as they are");
  }

  static InputContractException missing(TrainedModel model, List<String> features, long people) {
    return new InputContractException(
        "FEATURE_MISSING",
        name(model) + " cannot score: " + String.join(", ", features) + " without any value",
        "most people had one in training, and none of the " + people + " eligible now has",
        "check the source of these features, or run 'lakeprint train', which leaves out what"
            + " nobody has; earlier scores stay as they are");
  }

  private static String name(TrainedModel model) {
    return "Model " + model.model() + " " + model.version();
  }
}
