package io.lakeprint.jobs.activate;

import io.lakeprint.common.config.WrittenOnce;
import java.util.List;

/**
 * How often a channel may be told of one target, whichever activation tells it. Removals are always
 * sent and never count.
 *
 * @param destinations names of the destinations that are the channel
 * @param sends at most so many additions and changes of a target, at least 1
 * @param days in so many days, of which the as-of day is the last, at least 1
 */
@WrittenOnce
public record FrequencyCap(List<String> destinations, int sends, int days) {

  public FrequencyCap {
    if (destinations.isEmpty()) {
      throw new IllegalArgumentException("destinations is empty: it caps nothing");
    }
    if (sends < 1 || days < 1) {
      throw new IllegalArgumentException(
          "sends and days must be at least 1, got " + sends + " and " + days);
    }
  }
}
