/**
 * The metric catalogue: what is counted, how metrics follow from it, and how each period compares
 * with the one before and with a year ago.
 *
 * <p>Answers: how are we doing, and is that better than last week, last month, last year? Tables
 * in: {@code behaviour.daily_activity}, {@code behaviour.sessions}, {@code behaviour.orders},
 * {@code reference.ad_costs}. Table out: {@code behaviour.metric_values}.
 *
 * <p>A measure is one number of a period, counted from one roll-up; a metric is a sum of measures,
 * or one sum over another. No event is read.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.metrics;
