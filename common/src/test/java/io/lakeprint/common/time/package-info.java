/** Tests of business days. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.time;
