/**
 * Repurchase: who will buy again.
 *
 * <p>Answers: for whom is the next purchase near? A definition over {@code training}; tables in and
 * out are those of training and scoring.
 */
@NullMarked
package io.lakeprint.ml.repurchase;

import org.jspecify.annotations.NullMarked;
