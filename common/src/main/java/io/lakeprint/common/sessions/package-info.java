/**
 * How events become visits.
 *
 * <p>Answers: which events make one session, and what is a session said to be? Cut are the sessions
 * of today by the job of that name, and those of the people known at a past date by the features.
 * Tables in: {@code events.events}. Tables out: none.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.sessions;
