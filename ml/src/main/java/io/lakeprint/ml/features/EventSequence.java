package io.lakeprint.ml.features;

/**
 * One thing after another.
 *
 * @param first event group that comes first
 * @param then event group that follows, on the same day or later
 * @param withinDays days that may lie between; 0 = the same day only
 */
public record EventSequence(String first, String then, int withinDays) {

  public EventSequence {
    if (withinDays < 0) {
      throw new IllegalArgumentException("within-days is at least 0, got " + withinDays);
    }
  }
}
