/**
 * Visits.
 *
 * <p>Answers: when did somebody come, for how long, what brought them, did it end in a conversion?
 * Tables in: {@code events.events}. Tables out: {@code behaviour.sessions}, {@code
 * behaviour.session_events}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.sessions;
