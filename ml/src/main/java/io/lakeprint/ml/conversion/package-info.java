/**
 * Conversion: who will do what is wanted.
 *
 * <p>Answers: whom is it worth to nudge towards an event? A definition over {@code training};
 * tables in and out are those of training and scoring.
 */
@NullMarked
package io.lakeprint.ml.conversion;

import org.jspecify.annotations.NullMarked;
