package io.lakeprint.jobs.tracking;

import java.util.Locale;

/** What can be wrong with a collection. */
enum Problem {
  UNKNOWN_EVENT(true),
  UNPLANNED_PLACE(true),
  MISSING_EVENT(true),
  UNKNOWN_PROPERTY(false),
  MISSING_PROPERTY(true),
  WRONG_TYPE(true),
  WRONG_VALUE(true),
  TYPE_DRIFT(false),
  VOLUME_BREAK(false);

  private final boolean againstPlan;

  Problem(boolean againstPlan) {
    this.againstPlan = againstPlan;
  }

  /** Whether the plan says otherwise; else it is only worth a look. */
  boolean isAgainstPlan() {
    return againstPlan;
  }

  /** As {@code events.tracking_findings} names it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
