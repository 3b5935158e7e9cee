/** Tests of features. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.ml.features;
