/**
 * Days rolled up.
 *
 * <p>Answers: how often, for how much and on what did somebody do something on a day? Tables in:
 * {@code events.events}. Tables out: {@code behaviour.daily_activity}, {@code
 * behaviour.daily_dimensions}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.activity;
