/**
 * The mathematics of buying till you die: how often somebody buys, whether they still do, and what
 * they spend. Plain Java, no Spark.
 *
 * <p>Answers: from how often, how recently and since when somebody bought, how likely are they to
 * be a customer still, how many purchases follow in a horizon, worth how much? Tables: none; the
 * room {@code value} around it reads and writes.
 */
@NullMarked
package io.lakeprint.ml.value.btyd;

import org.jspecify.annotations.NullMarked;
