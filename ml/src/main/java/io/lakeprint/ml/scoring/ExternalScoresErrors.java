package io.lakeprint.ml.scoring;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.util.List;

/** What can be wrong with scores made elsewhere. */
final class ExternalScoresErrors {
  private ExternalScoresErrors() {}

  static UsageException noPath() {
    return new UsageException(
        "SCORES_PATH_MISSING",
        "external-scores.path is not set",
        "there is nothing to import",
        "set it to the folder or table with one row per person");
  }

  static UsageException ownModel(String model) {
    return new UsageException(
        "MODEL_IS_OWN",
        "external-scores.model is '" + model + "'",
        "ml.models has trainings of a model of that name, whose scores would be overwritten",
        "give the scores from elsewhere another name");
  }

  static InputContractException unreadable(String path, String format, Throwable cause) {
    return new InputContractException(
        "SCORES_UNREADABLE",
        "The scores in " + path + " cannot be read as " + format,
        String.valueOf(cause.getMessage()),
        "check external-scores.path, format and options",
        cause);
  }

  static InputContractException noColumn(String path, String column, List<String> columns) {
    return new InputContractException(
        "SCORES_COLUMN_MISSING",
        "The scores in " + path + " have no column '" + column + "'",
        "there are " + String.join(", ", columns) + "." + Suggestions.didYouMean(column, columns),
        "set external-scores.one-id and external-scores.score to its columns");
  }

  static InputContractException wrong(String path, long rows, long wrong) {
    return new InputContractException(
        "SCORES_WRONG",
        wrong + " of " + rows + " rows in " + path + " are no scores",
        rows == 0
            ? "it is empty"
            : "a person is missing, or the score is missing or not between 0 and 1",
        "deliver one probability per person; nothing was taken");
  }

  static InputContractException twice(String path, long rows, long people) {
    return new InputContractException(
        "SCORES_TWICE",
        "The " + rows + " rows in " + path + " are of " + people + " people",
        "somebody has two scores",
        "deliver one row per person; nothing was taken");
  }
}
