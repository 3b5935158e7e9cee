package io.lakeprint.common.definitions;

/** How a tag's value comes about. */
public enum TagKind {
  /** An expression over what the person did. */
  STATISTIC,
  /** The value of the first step whose condition holds. */
  LADDER,
  /** The values of a dimension that the person did most with, best first. */
  PREFERENCE,
  /** The furthest step of a funnel whose event happened within the window. */
  FUNNEL_POSITION,
  /** Whether the person did one thing after the other within a time, and nothing named between. */
  SEQUENCE,
  /** An attribute that was imported or declared, with the source that says it and since when. */
  ATTRIBUTE,
  /**
   * Whole days between the day of another tag's moment and the as-of day. It moves every day, so it
   * is computed when portraits are published and stored nowhere else.
   */
  DAYS_SINCE
}
