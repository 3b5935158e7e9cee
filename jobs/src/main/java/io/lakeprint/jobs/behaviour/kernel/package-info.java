/**
 * One person's events in order, and what reports of behaviour read from them: pure Java over
 * primitive arrays, no Spark.
 *
 * <p>Answers: how far did a person get, did they come back, were they new or away, which way did
 * they take, what led to their orders, when and where did they click, how long did it take? Tables
 * in and out: none; the room {@code reports} packs {@code events.events} into an {@link
 * io.lakeprint.jobs.behaviour.kernel.EventLog} and unpacks the outcomes into tables.
 *
 * <p><b>Events of one moment.</b> Events are ordered by time. No figure depends on how events of
 * the same microsecond are ordered in the input: a funnel takes them in the order of its steps, and
 * neither strict order nor an exclusion looks inside a moment; a path orders them by node. Where
 * one of them must be chosen for its value, the choice depends on what they say alone.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.kernel;
