package io.lakeprint.common.definitions;

import java.util.Optional;

/**
 * How far a person got in the funnel of a report, as a leaf of the condition tree: as the report
 * tells it, over all of its days. Somebody who never entered it holds for neither.
 *
 * @param report id of the funnel
 * @param reached name or number of the step that the person did, going on or not
 * @param stoppedAt name or number of the step that was the furthest
 */
public record FunnelPosition(String report, Optional<String> reached, Optional<String> stoppedAt) {

  public FunnelPosition {
    if (reached.isPresent() == stoppedAt.isPresent()) {
      throw new IllegalArgumentException(
          "a funnel position is either reached = STEP, or stopped-at = STEP for those who did that"
              + " step and none after it");
    }
  }

  /** The step, as written. */
  public String step() {
    return reached.or(this::stoppedAt).orElseThrow();
  }
}
