/** The aggregate that makes one log of a person's events and hands it to every report. */
@org.jspecify.annotations.NullMarked
package io.lakeprint.jobs.behaviour.reports.udf;
