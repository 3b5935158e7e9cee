package io.lakeprint.jobs.ingest.read;

import java.io.Serializable;

/**
 * The part of a file that one task reads: the records that begin in it.
 *
 * @param end exclusive; the last range of a file ends at {@link Long#MAX_VALUE}
 * @param length of the whole file as listed
 */
record FileRange(String path, long start, long end, long length) implements Serializable {

  boolean isWhole() {
    return start == 0 && end == Long.MAX_VALUE;
  }
}
