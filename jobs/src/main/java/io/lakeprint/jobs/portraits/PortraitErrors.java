package io.lakeprint.jobs.portraits;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import java.util.List;

/** The failures of portraits. */
final class PortraitErrors {

  private PortraitErrors() {}

  static UsageException columnTwice(String column) {
    return new UsageException(
        "PORTRAIT_COLUMN_TWICE",
        "Portraits would have the column '" + column + "' twice",
        "a tag and a published model of portraits.models both claim it",
        "give the tag another id, or take the model off portraits.models");
  }

  static InputContractException tagsMissing(List<String> tags) {
    return new InputContractException(
        "PORTRAIT_TAGS_MISSING",
        "profile.person_tags has no column for " + String.join(", ", tags),
        "the catalogue has tags that were not computed yet",
        "run the job tags with the same configuration, then portraits");
  }
}
