package io.lakeprint.jobs.ingest.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The records of the ranges of one task, one after the other. */
final class TaskRecords implements Iterator<Row>, Closeable {
  private final Iterator<FileRange> ranges;
  private final ReadPlan plan;
  private final @Nullable Positions positions;
  private final Configuration conf;
  private @Nullable RangeRecords current;
  private @Nullable Row next;

  TaskRecords(
      List<FileRange> ranges, ReadPlan plan, @Nullable Positions positions, Configuration conf) {
    this.ranges = ranges.iterator();
    this.plan = plan;
    this.positions = positions;
    this.conf = conf;
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null) {
        if (current == null) {
          if (!ranges.hasNext()) {
            return false;
          }
          current = new RangeRecords(ranges.next(), plan, positions, conf);
        }
        next = current.next();
        if (next == null) {
          close();
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return java.util.Objects.requireNonNull(row);
  }

  @Override
  public void close() throws IOException {
    RangeRecords open = current;
    if (open != null) {
      current = null;
      open.close();
    }
  }
}
