/** Tests of {@code io.lakeprint.common.privacy}. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.privacy;
