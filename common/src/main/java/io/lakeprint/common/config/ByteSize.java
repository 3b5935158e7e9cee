package io.lakeprint.common.config;

/**
 * An amount of memory or storage, written as {@code 64 MiB}, {@code 1 GB} or a bare number of
 * bytes.
 *
 * @param bytes never negative
 */
public record ByteSize(long bytes) {

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is never negative, got " + bytes);
    }
  }
}
