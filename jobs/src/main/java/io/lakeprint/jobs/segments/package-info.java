/**
 * Segments: who belongs together by what they are and did, by definitions that an operator can
 * read.
 *
 * <p>Answers: who is in which segment, since when, who left, and how much do segments overlap?
 * Tables in: {@code profile.portraits}, {@code behaviour.daily_activity}, {@code
 * behaviour.daily_dimensions}, {@code behaviour.funnel_users}, {@code behaviour.funnel_steps},
 * {@code events.events}, {@code events.event_catalog}, {@code profile.attribute_updates}, {@code
 * identity.identity_map}, {@code identity.one_id_aliases}. Tables out: {@code
 * profile.segment_members}, {@code profile.segment_sizes}, {@code profile.segment_overlaps}; {@code
 * ops.definitions}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.segments;
