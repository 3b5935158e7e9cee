package io.lakeprint.ml.features;

import io.lakeprint.common.activity.DailyActivityConfig;
import io.lakeprint.common.sessions.SessionsConfig;
import io.lakeprint.common.time.BusinessDays;

/**
 * How the roll-ups are made that features come from, so that those of the people of a past date can
 * be made in the same way.
 *
 * @param activity as {@code behaviour.daily_activity} and {@code daily_dimensions} are
 * @param sessions as {@code behaviour.sessions} is cut
 * @param days business days
 */
public record RollUpRules(
    DailyActivityConfig activity, SessionsConfig sessions, BusinessDays days) {

  /** The same for the one dimension whose values are read. */
  RollUpRules of(String dimension) {
    return new RollUpRules(activity.only(dimension), sessions, days);
  }
}
