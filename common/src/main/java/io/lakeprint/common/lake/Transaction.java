package io.lakeprint.common.lake;

/**
 * Names one append so that repeating it is skipped: Delta keeps, per application id, the last
 * version it committed, and skips any version not above it.
 *
 * @param application who appends; contains the checkpoint's query id where a stream does
 * @param version a counter that only grows; never a date, because an older one is skipped silently
 */
public record Transaction(String application, long version) {}
