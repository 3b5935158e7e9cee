/** Customer value as a function for columns. Tables: those of {@code value}. */
@NullMarked
package io.lakeprint.ml.value.udf;

import org.jspecify.annotations.NullMarked;
