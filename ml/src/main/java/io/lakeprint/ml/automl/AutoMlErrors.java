package io.lakeprint.ml.automl;

import io.lakeprint.common.error.InputContractException;
import java.util.List;
import java.util.stream.Collectors;

/** Why no model can be made of rows. */
final class AutoMlErrors {
  private AutoMlErrors() {}

  static InputContractException nothingToSee(List<Rejected> rejected) {
    return new InputContractException(
        "NO_FEATURE_LEFT",
        "There is no column to learn from",
        rejected.isEmpty()
            ? "the table has a key and a label only"
            : rejected.stream().map(Rejected::toString).collect(Collectors.joining("; ")),
        "add columns known at the time of the row, or relax automl.checks");
  }

  static InputContractException oneLabel(long rows, long positives) {
    return new InputContractException(
        "ONE_LABEL_ONLY",
        "The label is 1 for " + positives + " of " + rows + " rows",
        "a model needs rows of both kinds",
        "check the definition of the label and its horizon");
  }
}
