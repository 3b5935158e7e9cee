/** Tests of {@code io.lakeprint.common.ids.udf}. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.ids.udf;
