package io.lakeprint.jobs.behaviour.reports.udf;

import io.lakeprint.jobs.behaviour.kernel.Periods;
import java.io.Serializable;

/**
 * One report over periods of one length.
 *
 * @param work what is counted
 * @param periods the periods
 * @param end the first moment that is not known yet, microseconds
 */
public record Series(Work work, Periods periods, long end) implements Serializable {}
