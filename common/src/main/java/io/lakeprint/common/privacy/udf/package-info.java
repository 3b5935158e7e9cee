/** The masks of {@code io.lakeprint.common.privacy} as functions on columns. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.privacy.udf;
