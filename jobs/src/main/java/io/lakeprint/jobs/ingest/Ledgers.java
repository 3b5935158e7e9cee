package io.lakeprint.jobs.ingest;

import io.lakeprint.common.run.JobContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/**
 * Where a run writes down how far it has read. A run that may write nothing works on copies, which
 * go when it ends: else what it only looked at would count as read.
 *
 * @param hadoop file systems
 * @param root where the ledgers of the lake are
 * @param copies where the copies of this run are; empty = the ledgers themselves are written
 */
record Ledgers(Configuration hadoop, String root, String copies) implements AutoCloseable {

  static Ledgers of(JobContext context) {
    String root = context.lake().root() + "/_lakeprint/";
    return new Ledgers(
        context.spark().sparkContext().hadoopConfiguration(),
        root,
        context.dryRun() ? root + "dry-run/" + context.runId() + "/" : "");
  }

  /** The folder of a ledger. */
  String of(String name) {
    if (copies.isEmpty()) {
      return root + name;
    }
    Path original = new Path(root + name);
    Path copy = new Path(copies + name);
    try {
      FileSystem files = original.getFileSystem(hadoop);
      if (!files.exists(copy) && files.exists(original)) {
        FileUtil.copy(files, original, files, copy, false, hadoop);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy.toString();
  }

  @Override
  public void close() {
    if (!copies.isEmpty()) {
      try {
        Path path = new Path(copies);
        path.getFileSystem(hadoop).delete(path, true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
