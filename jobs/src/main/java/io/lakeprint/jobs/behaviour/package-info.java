/**
 * What people did, told shorter than event by event.
 *
 * <p>Answers: how did a visit go, what did somebody do on a day, what did an order come to, which
 * events arrive at all? Tables in: {@code events.events}. Tables out: those of the rooms {@code
 * sessions}, {@code activity}, {@code orders} and {@code catalog}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour;
