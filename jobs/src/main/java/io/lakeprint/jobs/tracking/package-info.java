/**
 * Answers: is what arrives what was planned? Which events and properties are unknown, missing, of
 * another type or value than the tracking plan says, and on which days did volumes break?
 *
 * <p>{@code events.events} comes in, {@code events.tracking_findings} goes out.
 */
@NullMarked
package io.lakeprint.jobs.tracking;

import org.jspecify.annotations.NullMarked;
