package io.lakeprint.common.lake;

/** The right to write one table, until closed. */
public interface Lease extends AutoCloseable {
  @Override
  void close();
}
