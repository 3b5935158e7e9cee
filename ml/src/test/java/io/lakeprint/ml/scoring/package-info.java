/** Tests of scoring. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.ml.scoring;
