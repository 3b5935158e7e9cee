package io.lakeprint.jobs.simulate;

import java.util.Map;

/**
 * What a simulation wrote.
 *
 * @param people persons who appeared
 * @param churned persons who left for good
 * @param channels counts by source folder, in the order of the folders' declaration
 */
public record SimulationSummary(int people, int churned, Map<String, ChannelCounts> channels) {

  /** Records over all sources. */
  public long records() {
    return channels.values().stream().mapToLong(ChannelCounts::records).sum();
  }

  /** Distinct good events over all sources. */
  public long events() {
    return channels.values().stream().mapToLong(ChannelCounts::events).sum();
  }
}
