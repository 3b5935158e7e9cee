package io.lakeprint.jobs.segments;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.util.Collection;
import java.util.List;

/** The failures of segments. */
final class SegmentErrors {

  private SegmentErrors() {}

  static UsageException invalid(List<Problems.Problem> problems) {
    return new UsageException(
        "SEGMENTS_INVALID",
        "The segment definitions have " + Problems.told(problems),
        "segments are computed only when every definition is understood; no table was touched",
        "mend the listed definitions; docs/segments.md explains each key");
  }

  static UsageException unknown(String id, Collection<String> known) {
    return new UsageException(
        "SEGMENT_UNKNOWN",
        "There is no segment '" + id + "'." + Suggestions.didYouMean(id, known),
        "No definition has this id.",
        "The segments are " + String.join(", ", known) + ".");
  }

  static InputContractException portraitsLack(List<String> columns) {
    return new InputContractException(
        "SEGMENT_PORTRAITS_OLD",
        "profile.portraits has no column " + String.join(", ", columns) + ".",
        "Portraits were assembled before the catalogue of tags got them.",
        "Run tags and portraits first: lakeprint run.");
  }

  static InputContractException listColumn(String list, String column, List<String> columns) {
    return new InputContractException(
        "SEGMENT_LIST_COLUMN",
        "List "
            + list
            + " has no column '"
            + column
            + "'."
            + Suggestions.didYouMean(column, columns),
        "The header of its file names " + String.join(", ", columns) + ".",
        "Correct segments.lists." + list + ".column, or the file.");
  }
}
