/**
 * Spend: who will spend much.
 *
 * <p>Answers: who of those who were active will spend at least so much soon? A definition over
 * {@code training}; tables in and out are those of training and scoring. How much somebody is
 * expected to spend is what {@code value} tells.
 */
@NullMarked
package io.lakeprint.ml.spend;

import org.jspecify.annotations.NullMarked;
