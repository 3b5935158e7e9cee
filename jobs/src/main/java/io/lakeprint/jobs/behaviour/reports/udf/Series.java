package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.FunnelSpec;
import io.lakeprint.jobs.behaviour.kernel.PathSpec;
import io.lakeprint.jobs.behaviour.kernel.Periods;
import io.lakeprint.jobs.behaviour.kernel.RetentionSpec;
import java.io.Serializable;

/**
 * One report over periods of one length.
 *
 * @param work what is counted
 * @param periods the periods
 * @param end the first moment that is not known yet, microseconds
 */
public record Series(Work work, Periods periods, long end) implements Serializable {

  /** What a series counts. */
  public sealed interface Work extends Serializable {}

  /**
   * A funnel.
   *
   * @param days the days that a window of a calendar day means
   */
  public record Funnel(FunnelSpec spec, Periods days) implements Work {}

  /** Retention. */
  public record Retention(RetentionSpec spec) implements Work {}

  /** Life cycle; the first of the periods is only looked at. */
  public record Lifecycle(int active) implements Work {}

  /** Stickiness. */
  public record Stickiness(int active, Periods intervals) implements Work {}

  /** Paths. */
  public record Path(PathSpec spec) implements Work {}
}
