/**
 * A portrait that is read by a person: {@code lakeprint portrait show}.
 *
 * <p>Answers: who is this, when and on which channels were they here, what did they do, and why?
 * Tables in: {@code identity.persons}, {@code identity.identity_map}, {@code
 * identity.one_id_aliases}, {@code profile.portraits}, {@code profile.tag_values}, {@code
 * profile.segment_members}, {@code ml.predictions}, {@code behaviour.daily_activity}, {@code
 * behaviour.sessions}, {@code behaviour.orders}, {@code events.events}, {@code ops.definitions}.
 * Tables out: none.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.portraits.tools;
