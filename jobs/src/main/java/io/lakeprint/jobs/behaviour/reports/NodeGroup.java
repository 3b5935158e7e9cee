package io.lakeprint.jobs.behaviour.reports;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A name for all pages, nodes or touchpoints of a shape; the first that fits counts.
 *
 * @param name the name
 * @param matches regular expression that matches the whole of it
 */
record NodeGroup(String name, String matches) {
  NodeGroup {
    try {
      Pattern.compile(matches);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + matches + "' is no regular expression: " + e.getDescription(), e);
    }
  }
}
