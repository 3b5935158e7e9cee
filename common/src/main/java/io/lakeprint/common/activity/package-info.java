/**
 * How events become days.
 *
 * <p>Answers: how often, for how much and on what did somebody do something on a day? Rolled up are
 * the events of today's people by the job {@code daily-activity}, and where the roll-ups do not
 * tell the people of a past date apart, the events of those by the features. Tables in: {@code
 * events.events}. Tables out: none.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.activity;
