package io.lakeprint.common.quality;

import org.apache.spark.sql.Column;

/**
 * Something every row of a dataset must satisfy.
 *
 * @param name what is expected, as a short sentence
 * @param severity whether breaking it is told or refuses the run
 * @param holds the condition; null counts as broken
 */
public record Expectation(String name, Severity severity, Column holds) {

  /** What a broken expectation does. */
  public enum Severity {
    WARN,
    GATE
  }
}
