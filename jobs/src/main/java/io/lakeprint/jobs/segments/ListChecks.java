package io.lakeprint.jobs.segments;

import io.lakeprint.common.config.Problems;
import io.lakeprint.common.definitions.SegmentsConfig;
import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.ids.IdentifiersConfig;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Whether uploaded lists are there, and of identifiers that there are. */
final class ListChecks {

  private ListChecks() {}

  static void check(
      SegmentsConfig config,
      Optional<IdentifiersConfig> identifiers,
      Configuration hadoop,
      Problems problems) {
    config
        .lists()
        .forEach(
            (name, list) -> {
              String path = SegmentsConfig.PATH + ".lists." + name;
              identifiers
                  .filter(known -> !known.types().containsKey(list.type()))
                  .ifPresent(
                      known ->
                          problems.add(
                              path + ".type",
                              null,
                              "unknown identifier type '"
                                  + list.type()
                                  + "'."
                                  + Suggestions.didYouMean(list.type(), known.types().keySet())));
              if (!isThere(list.path(), hadoop)) {
                problems.add(
                    path + ".path",
                    null,
                    "there is no file " + list.path() + ": put the list there");
              }
            });
  }

  private static boolean isThere(String text, Configuration hadoop) {
    try {
      Path path = new Path(text);
      FileStatus[] found = path.getFileSystem(hadoop).globStatus(path);
      return found != null && found.length > 0;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
