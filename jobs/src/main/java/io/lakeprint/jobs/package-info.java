/** Lakeprint's jobs. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs;
