package io.lakeprint.jobs.ingest;

/** Why a record that could be read is refused. The codes are stable: people alert on them. */
public final class Rejections {

  /** The event has no name. */
  public static final String MISSING_EVENT_NAME = "MISSING_EVENT_NAME";

  /** The event has no time, one that is no time, or an impossible one and no receipt time. */
  public static final String BAD_TIME = "BAD_TIME";

  /** The record has no id although duplicates go by id. */
  public static final String MISSING_EVENT_ID = "MISSING_EVENT_ID";

  /** A number is no number, too large for its column, or negative where that means nothing. */
  public static final String BAD_NUMBER = "BAD_NUMBER";

  /** A value cannot become the type of its column. */
  public static final String BAD_VALUE = "BAD_VALUE";

  /** Another record with its id and different content stays ({@code on-conflict = reject}). */
  public static final String CONFLICT = "CONFLICT";

  private Rejections() {}
}
