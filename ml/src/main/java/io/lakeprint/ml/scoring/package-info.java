/**
 * Scoring: what the models in service say about everybody today.
 *
 * <p>Answers: how likely is it for this person, and why? Are the people still those that the model
 * knows? Tables in: {@code ml.features}, {@code ml.models}. Out: {@code ml.predictions}, {@code
 * ml.drift}.
 */
@NullMarked
package io.lakeprint.ml.scoring;

import org.jspecify.annotations.NullMarked;
