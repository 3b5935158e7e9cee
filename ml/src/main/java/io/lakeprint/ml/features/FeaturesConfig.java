package io.lakeprint.ml.features;

import io.lakeprint.common.error.Suggestions;
import io.lakeprint.common.error.UsageException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which features at which dates; {@code reference.conf} says more.
 *
 * @param stepDays days between two snapshots
 * @param snapshots snapshots before the as-of date
 * @param minimumHistoryDays a snapshot needs so many days of events up to and with it
 * @param keepTaken whether snapshots that earlier runs took stay as they were taken
 * @param windowDays windows that end with the snapshot, ascending
 * @param currency only amounts in this currency count; empty counts all amounts as they are
 * @param passiveEvents events that happen to a person and are no activity of theirs
 * @param groups event groups by the name their features begin with
 * @param channels channels whose share is a feature
 * @param funnel event groups in the order in which people come to buy; empty = no such features
 * @param sequences what follows what, by the name their features begin with
 * @param categoryDimension dimension of {@code behaviour.daily_dimensions} whose distinct values
 *     are counted
 * @param attributes imported attributes, by the name of their feature
 */
public record FeaturesConfig(
    int stepDays,
    int snapshots,
    int minimumHistoryDays,
    boolean keepTaken,
    List<Integer> windowDays,
    Optional<String> currency,
    List<String> passiveEvents,
    Map<String, EventGroup> groups,
    List<String> channels,
    List<String> funnel,
    Map<String, EventSequence> sequences,
    String categoryDimension,
    Map<String, AttributeFeature> attributes) {

  public FeaturesConfig {
    require(stepDays >= 1, "step-days is at least 1, got " + stepDays);
    require(snapshots >= 0, "snapshots is at least 0, got " + snapshots);
    require(
        minimumHistoryDays >= 1, "minimum-history-days is at least 1, got " + minimumHistoryDays);
    require(
        !windowDays.isEmpty() && windowDays.stream().allMatch(days -> days >= 1),
        "window-days needs positive numbers of days, got " + windowDays);
    require(
        windowDays.equals(windowDays.stream().sorted().distinct().toList()),
        "window-days ascend without repetition, got " + windowDays);
    groups.keySet().forEach(name -> requireName("groups", name));
    channels.forEach(name -> requireName("channels", name));
    require(
        groups.size() + channels.size() <= Marks.MOST,
        "groups and channels are at most " + Marks.MOST + " together");
    for (String name : funnel) {
      requireGroup("funnel", name, groups);
    }
    for (Map.Entry<String, EventSequence> sequence : sequences.entrySet()) {
      requireName("sequences", sequence.getKey());
      requireGroup("sequences." + sequence.getKey(), sequence.getValue().first(), groups);
      requireGroup("sequences." + sequence.getKey(), sequence.getValue().then(), groups);
    }
    windowDays = List.copyOf(windowDays);
    passiveEvents = List.copyOf(passiveEvents);
    groups = Collections.unmodifiableMap(new TreeMap<>(groups));
    channels = List.copyOf(channels);
    funnel = List.copyOf(funnel);
    sequences = Collections.unmodifiableMap(new TreeMap<>(sequences));
    attributes.keySet().forEach(name -> requireName("attributes", name));
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /**
   * A group by its name.
   *
   * @param key of the setting that names it
   * @throws UsageException when there is no such group
   */
  public EventGroup group(String key, String name) {
    EventGroup group = groups.get(name);
    if (group == null) {
      throw new UsageException(
          "EVENT_GROUP_UNKNOWN",
          key + " is '" + name + "'",
          "features.groups has no such group." + Suggestions.didYouMean(name, groups.keySet()),
          "name one of " + String.join(", ", groups.keySet()));
    }
    return group;
  }

  /** Whatever the numbers of one snapshot depend on; at which dates they are taken is no part. */
  String measured() {
    return List.of(
            windowDays,
            currency,
            passiveEvents,
            groups,
            channels,
            funnel,
            sequences,
            categoryDimension,
            attributes)
        .toString();
  }

  /** The longest window, over which ratios are taken. */
  public int longestWindowDays() {
    return windowDays.get(windowDays.size() - 1);
  }

  private static void requireGroup(String key, String name, Map<String, EventGroup> groups) {
    require(
        groups.containsKey(name),
        key
            + ": features.groups has no '"
            + name
            + "'."
            + Suggestions.didYouMean(name, groups.keySet()));
  }

  private static void requireName(String key, String name) {
    require(
        name.matches("[a-z][a-z0-9_]{0,30}"),
        key + ": '" + name + "' becomes part of a column name: [a-z][a-z0-9_]{0,30}");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
