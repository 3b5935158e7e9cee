package io.lakeprint.jobs.ingest.read;

import java.io.Serializable;

/**
 * A file to read.
 *
 * @param path any Hadoop URI
 * @param length bytes as listed; a file that turns out shorter is reported as cut
 */
public record SourceFile(String path, long length) implements Serializable {}
