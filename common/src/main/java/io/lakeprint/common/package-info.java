/** The ground every room of Lakeprint stands on. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common;
