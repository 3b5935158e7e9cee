package io.lakeprint.jobs.behaviour.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A person in a cohort.
 *
 * @param cohort the period of the start event
 * @param breakdown the start event's value; null = not said, or no breakdown
 * @param cells bit n says whether the person counts in cell n; bit 0 is always set
 */
public record RetentionOutcome(int cohort, @Nullable String breakdown, long cells) {}
