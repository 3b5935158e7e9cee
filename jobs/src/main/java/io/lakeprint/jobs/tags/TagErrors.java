package io.lakeprint.jobs.tags;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.util.Collection;
import java.util.List;

/** The failures of tags. */
final class TagErrors {

  private TagErrors() {}

  static UsageException unknown(String tag, Collection<String> known) {
    return new UsageException(
        "UNKNOWN_TAG",
        "There is no tag '" + tag + "'." + Suggestions.didYouMean(tag, known),
        "neither the defaults nor a pack or file of this configuration defines it",
        "lakeprint tags catalog lists them all; name your files with --config");
  }

  static UsageException invalid(List<Problems.Problem> problems) {
    return new UsageException(
        "TAGS_INVALID",
        "The tag definitions have " + Problems.told(problems),
        "tags are computed only when every definition is understood; no table was touched",
        "mend the listed definitions; docs/tags.md explains each key and function");
  }
}
