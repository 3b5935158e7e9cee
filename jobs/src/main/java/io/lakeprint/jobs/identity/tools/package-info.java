/**
 * What operators ask and decide about people: {@code identity explain | show | link | unlink |
 * block | withdraw | audit | reconcile}.
 *
 * <p>Answers: why are these two one person, whose is this identifier and since when, who was it on
 * a past date, which values glue people together? Tables in: {@code identity.identity_map}, {@code
 * id_links}, {@code identity_log}, {@code id_overrides}, {@code persons}, {@code one_id_aliases}.
 * Tables out: {@code identity.id_overrides}. They read tables and nothing of the engine, so they
 * say what any reader can see.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.identity.tools;
