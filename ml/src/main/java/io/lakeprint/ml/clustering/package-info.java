/**
 * Clustering: groups of people who behave alike.
 *
 * <p>Answers: which kinds of people are there, how many, what sets each apart, who is one? Tables
 * in: {@code ml.features}, {@code identity.one_id_aliases}, and what earlier days say of ids. Out:
 * {@code ml.clusters}, {@code ml.cluster_profiles}.
 */
@NullMarked
package io.lakeprint.ml.clustering;

import org.jspecify.annotations.NullMarked;
