package io.lakeprint.ml.repurchase;

/**
 * What repurchase means; {@code reference.conf} says more.
 *
 * @param group event group of {@code features.groups} that counts as buying
 * @param observationDays eligible is who bought in so many days up to the snapshot
 * @param gapDays days skipped after it
 * @param horizonDays repurchased has who buys within so many days after that
 */
public record RepurchaseConfig(String group, int observationDays, int gapDays, int horizonDays) {}
