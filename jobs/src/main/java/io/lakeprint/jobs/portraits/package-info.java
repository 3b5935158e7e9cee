/**
 * Portraits: everything known about a person on one row, for people and tools that read tables.
 *
 * <p>Answers: who is this, what are they like, what will they do? Tables in: {@code
 * identity.persons}, {@code identity.one_id_aliases}, {@code profile.person_tags}, {@code
 * behaviour.daily_activity}, {@code ml.predictions}, {@code ml.clusters}, {@code
 * ml.cluster_profiles}, {@code ml.customer_values}. Table out: {@code profile.portraits}, read by
 * no job that computes tags, features or models.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.portraits;
