/** What makes one log of a person's events, hands it to every report, and counts attempts. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.reports.udf;
