/** Tests of functions of clustering. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.ml.clustering.udf;
