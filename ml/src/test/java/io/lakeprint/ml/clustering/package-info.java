/** Tests of clustering. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.ml.clustering;
