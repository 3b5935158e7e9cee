/**
 * Tags: what each person did, how often, how much, how far and what they prefer, by definitions
 * that an operator can read.
 *
 * <p>Answers: what is the value of every tag for every person at the end of a day? Tables in:
 * {@code identity.persons}, {@code behaviour.daily_activity}, {@code behaviour.daily_dimensions},
 * {@code behaviour.sessions}, {@code behaviour.orders}, {@code events.events}, {@code
 * profile.attribute_updates}, {@code identity.identity_map}, {@code events.event_catalog}. Tables
 * out: {@code profile.person_tags}, {@code profile.tag_values}, {@code ops.definitions}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.tags;
