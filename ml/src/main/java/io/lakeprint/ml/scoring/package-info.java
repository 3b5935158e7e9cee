/**
 * Scoring: what the models in service say about everybody today.
 *
 * <p>Answers: how likely is it for this person, and why? Tables in: {@code ml.features}, {@code
 * ml.models}. Out: {@code ml.predictions}.
 */
@NullMarked
package io.lakeprint.ml.scoring;

import org.jspecify.annotations.NullMarked;
