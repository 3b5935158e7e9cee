package io.lakeprint.common.sessions;

import java.time.Duration;
import java.util.List;

/**
 * When a session ends, and what counts in it.
 *
 * @param inactivityGap idle time after which a new session begins
 * @param maximumLength longest session; longer activity is cut every so often, counted from its
 *     first event
 * @param splitOnCampaign whether an event with another campaign begins a session
 * @param splitAtMidnight whether a new business day begins a session
 * @param heartbeat interval in which trackers send {@code page_ping}
 * @param minimumVisit engaged time that the first ping of a session stands for
 * @param conversionEvents names of events that make a session converted
 * @param leftOutEvents names of events that no visitor causes
 * @param includeBots whether robots have sessions
 */
public record SessionsConfig(
    Duration inactivityGap,
    Duration maximumLength,
    boolean splitOnCampaign,
    boolean splitAtMidnight,
    Duration heartbeat,
    Duration minimumVisit,
    List<String> conversionEvents,
    List<String> leftOutEvents,
    boolean includeBots) {

  public SessionsConfig {
    conversionEvents = List.copyOf(conversionEvents);
    leftOutEvents = List.copyOf(leftOutEvents);
    requirePositive("inactivity-gap", inactivityGap);
    requirePositive("maximum-length", maximumLength);
    requirePositive("heartbeat", heartbeat);
    if (minimumVisit.isNegative()) {
      throw new IllegalArgumentException("minimum-visit is negative: " + minimumVisit);
    }
    if (maximumLength.compareTo(inactivityGap) < 0) {
      throw new IllegalArgumentException(
          "maximum-length " + maximumLength + " is shorter than inactivity-gap " + inactivityGap);
    }
  }

  private static void requirePositive(String key, Duration duration) {
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException(key + " must be at least a millisecond, got " + duration);
    }
  }
}
