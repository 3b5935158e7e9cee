package io.lakeprint.jobs.ingest;

/**
 * Which batch is taken out of the lake; section {@code unload}.
 *
 * @param batch its {@code batch_id}, as it stands on its events and refusals
 * @param source name of the source it must be of; empty = whichever it is of
 */
public record UnloadConfig(String batch, String source) {}
