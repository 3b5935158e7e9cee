package io.lakeprint.ml.churn;

/**
 * What churn means; {@code reference.conf} says more.
 *
 * @param observationDays eligible is who was active in so many days up to the snapshot
 * @param gapDays days skipped after it
 * @param horizonDays churned is who does nothing for so many days after that
 */
public record ChurnConfig(int observationDays, int gapDays, int horizonDays) {}
