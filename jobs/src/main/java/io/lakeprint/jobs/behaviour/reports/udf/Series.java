package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.Periods;
import java.io.Serializable;
import java.util.BitSet;

/**
 * One report over periods of one length.
 *
 * @param work what is counted
 * @param periods the periods
 * @param end the first moment that is not known yet, microseconds
 * @param segment number of the segment of whose people it tells, or {@link #EVERYBODY}
 */
public record Series(Work work, Periods periods, long end, int segment) implements Serializable {

  /** Stands for no segment. */
  public static final int EVERYBODY = -1;

  boolean tellsOf(BitSet segments) {
    return segment == EVERYBODY || segments.get(segment);
  }
}
