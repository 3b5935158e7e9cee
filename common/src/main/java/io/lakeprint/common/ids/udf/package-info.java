/** Identifier resolution as a function on columns. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.ids.udf;
