/** Tests of the measuring of speed. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.bench;
