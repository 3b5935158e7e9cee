/**
 * What arrives.
 *
 * <p>Answers: which events does each source send, since when, how many, how well filled, and did
 * anybody plan them? Tables in: {@code events.events}. Tables out: {@code events.event_catalog}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.catalog;
