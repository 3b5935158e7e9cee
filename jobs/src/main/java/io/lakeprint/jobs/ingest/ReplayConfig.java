package io.lakeprint.jobs.ingest;

/**
 * Which refused records are tried again; section {@code replay}.
 *
 * @param source name of their source; empty = all
 * @param reason their reason code; empty = all
 * @param batch the batch that refused them; empty = all
 */
public record ReplayConfig(String source, String reason, String batch) {}
