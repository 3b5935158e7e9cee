/**
 * Training: from labels on past snapshots to a model that is put to work or not.
 *
 * <p>Answers: what will happen to a person, how well would we have known, is it better than what is
 * in service and than a naive rule? Tables in: {@code ml.features}, {@code
 * behaviour.daily_activity}, {@code identity.one_id_aliases}, {@code ml.models}. Out: {@code
 * ml.labels}, {@code ml.models}, {@code ml.model_metrics}, {@code ml.model_curves}.
 */
@NullMarked
package io.lakeprint.ml.training;

import org.jspecify.annotations.NullMarked;
