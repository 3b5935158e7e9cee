package io.lakeprint.jobs.behaviour.reports;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;

import io.lakeprint.common.config.Default;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Column;

/**
 * Rules by which names of pages and nodes that mean the same become one, before groups look at
 * them. A name of which nothing is left names nothing.
 *
 * @param replace what is replaced in a name, one rule after the other
 * @param trailingSlash what becomes of slashes at the end, after all that
 */
record Cleaning(
    @Default("[]") List<Replacement> replace, @Default("keep") TrailingSlash trailingSlash) {

  /** One slash alone is the front page and stays. */
  private static final String LAST_SLASHES = "(?<=[^/])/+\\z";

  /** What becomes of slashes at the end of a name. */
  enum TrailingSlash {
    /** They stay. */
    KEEP,
    /** They go: {@code /hats/} is {@code /hats}. */
    DROP
  }

  /**
   * One rule.
   *
   * @param pattern regular expression; every place of a name that it matches is replaced
   * @param with what stands there instead; {@code $1} is the first group of the pattern
   */
  record Replacement(String pattern, String with) {
    Replacement {
      try {
        // The alternative matches nothing at all, so that the replacement is tried too.
        Pattern.compile("(?:" + pattern + ")|").matcher("").replaceAll(with);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'" + pattern + "' is no regular expression: " + e.getDescription(), e);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "'" + with + "' does not replace '" + pattern + "': " + e.getMessage(), e);
      }
    }
  }

  /** A name after all rules; null = nothing is left of it. */
  Column cleaned(Column raw) {
    Column name = raw;
    for (Replacement rule : replace) {
      name = regexp_replace(name, lit(rule.pattern()), lit(rule.with()));
    }
    if (trailingSlash == TrailingSlash.DROP) {
      name = regexp_replace(name, lit(LAST_SLASHES), lit(""));
    }
    return nullif(name, lit(""));
  }
}
