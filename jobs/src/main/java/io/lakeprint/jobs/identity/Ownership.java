package io.lakeprint.jobs.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has a node in an interval.
 *
 * @param from start
 * @param to end, exclusive; null = still
 * @param principal node of the owner; null = nobody, which for a device is its own anonymous
 *     profile
 */
record Ownership(Instant from, @Nullable Instant to, @Nullable Long principal) {}
