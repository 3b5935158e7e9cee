/** Functions of clustering that Spark SQL has not. */
@NullMarked
package io.lakeprint.ml.clustering.udf;

import org.jspecify.annotations.NullMarked;
