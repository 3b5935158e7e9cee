package io.lakeprint.common.bench;

/**
 * What one trial took.
 *
 * @param seconds on the clock
 * @param work what Spark's tasks did meanwhile
 * @param liveHeapBytes most that was in use in this JVM's heap just after a collection; 0 where
 *     none happened
 */
public record Measurement(double seconds, SparkWork work, long liveHeapBytes) {}
