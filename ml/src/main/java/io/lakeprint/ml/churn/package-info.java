/**
 * Churn: who will stay away.
 *
 * <p>Answers: whom do we lose unless somebody acts? A definition over {@code training}; tables in
 * and out are those of training and scoring.
 */
@NullMarked
package io.lakeprint.ml.churn;

import org.jspecify.annotations.NullMarked;
