package io.lakeprint.common.activity;

import java.util.List;

/**
 * What the daily roll-ups count.
 *
 * @param dimensions dimensions of {@code behaviour.daily_dimensions}
 * @param includeBots whether events of robots count
 */
public record DailyActivityConfig(List<Dimension> dimensions, boolean includeBots) {

  public DailyActivityConfig {
    dimensions = dimensions.stream().distinct().sorted().toList();
    if (dimensions.isEmpty()) {
      throw new IllegalArgumentException("dimensions is empty: name at least one");
    }
  }

  /**
   * The same for one dimension alone; as it is where that is not rolled up.
   *
   * @param label as in the column {@code dimension}
   */
  public DailyActivityConfig only(String label) {
    List<Dimension> wanted =
        dimensions.stream().filter(dimension -> dimension.label().equals(label)).toList();
    return wanted.isEmpty() ? this : new DailyActivityConfig(wanted, includeBots);
  }
}
