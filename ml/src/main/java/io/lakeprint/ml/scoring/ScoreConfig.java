package io.lakeprint.ml.scoring;

/**
 * How people are scored; {@code reference.conf} says more.
 *
 * @param reasons how many reasons are told per score, 0 for none
 */
public record ScoreConfig(int reasons) {
  public ScoreConfig {
    if (reasons < 0) {
      throw new IllegalArgumentException("reasons is at least 0, got " + reasons);
    }
  }
}
