/** Lakeprint's ml. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.ml;
