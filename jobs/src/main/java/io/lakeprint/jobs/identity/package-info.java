/**
 * Identity: one person, one id, on every channel.
 *
 * <p>Answers: which identifiers belong to one person, since when, and why? Tables in: {@code
 * events.events}, {@code identity.id_overrides}, {@code identity.identity_log} as the last run left
 * it. Tables out: {@code identity.id_links}, {@code identity_map}, {@code persons}, {@code
 * one_id_aliases}, {@code identity_log}, {@code identity_runs}, the working state {@code id_nodes}
 * and {@code id_evidence}, and {@code one_id} of {@code events.events}.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.identity;
