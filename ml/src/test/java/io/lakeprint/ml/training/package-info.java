/** Tests of training. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.ml.training;
