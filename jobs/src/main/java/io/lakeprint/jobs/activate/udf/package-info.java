/** Identifiers opened and written as a destination wants them, as a function on columns. */
@NullMarked
package io.lakeprint.jobs.activate.udf;

import org.jspecify.annotations.NullMarked;
