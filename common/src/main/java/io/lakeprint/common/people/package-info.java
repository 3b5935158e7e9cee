/**
 * The condition tree on people: what somebody is, did, did not do, and in which order, from rows of
 * the lake, for segments, tags and triggers alike.
 *
 * <p>Answers: for whom does a condition hold at the end of a day? All behaviour of all conditions
 * of a run compiles into one aggregation per input ({@link io.lakeprint.common.people.Deeds}).
 * Tables in: {@code profile.portraits}, {@code behaviour.daily_activity}, {@code
 * behaviour.daily_dimensions}, {@code behaviour.funnel_users}, {@code events.events}, {@code
 * profile.attribute_updates}, {@code identity.identity_map}. Tables out: none.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.people;
