/**
 * Business days: which day an instant belongs to, and where that day begins and ends.
 *
 * <p>Answers: what is "yesterday" for a shop in its own time zone, on days of 23 and 25 hours too?
 * Tables in and out: none.
 */
@org.jspecify.annotations.NullMarked
package io.lakeprint.common.time;
