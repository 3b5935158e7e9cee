/** Tests of {@code io.lakeprint.common.privacy.udf}. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.privacy.udf;
