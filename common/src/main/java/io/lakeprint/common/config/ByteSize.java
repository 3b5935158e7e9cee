package io.lakeprint.common.config;

import java.util.Locale;

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

  /** For people: whole KiB rounded up, whole MiB, or GiB with one digit. */
  public String told() {
    if (bytes == 0) {
      return "0";
    }
    double mib = bytes / 1048576.0;
    if (mib < 1) {
      return String.format(Locale.ROOT, "%.0f KiB", Math.ceil(bytes / 1024.0));
    }
    return mib < 1024
        ? String.format(Locale.ROOT, "%.0f MiB", mib)
        : String.format(Locale.ROOT, "%.1f GiB", mib / 1024);
  }
}
