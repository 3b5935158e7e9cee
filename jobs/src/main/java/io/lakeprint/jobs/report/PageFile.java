package io.lakeprint.jobs.report;

import io.lakeprint.common.error.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * The report's file: appears whole or not at all.
 *
 * @param files its file system
 * @param path where it goes
 */
record PageFile(FileSystem files, Path path) {

  /** {@code index.html} in a folder. */
  static PageFile in(SparkSession spark, String folder) {
    try {
      Path parent = new Path(folder);
      FileSystem files = parent.getFileSystem(spark.sparkContext().hadoopConfiguration());
      return new PageFile(files, files.makeQualified(new Path(parent, "index.html")));
    } catch (IOException | IllegalArgumentException e) {
      throw notWritable(folder, e);
    }
  }

  /** Writes it in place of what is there. */
  void write(String html) {
    Path part = path.suffix(".part");
    try {
      try (OutputStream out = files.create(part, true)) {
        out.write(html.getBytes(StandardCharsets.UTF_8));
      }
      files.delete(path, false);
      if (!files.rename(part, path)) {
        throw new IOException("could not rename " + part + " to " + path);
      }
    } catch (IOException e) {
      throw notWritable(path.toString(), e);
    }
  }

  /** As a terminal and a browser take it. */
  String address() {
    return path.toString().replaceFirst("^file:/(?!/)", "file:///");
  }

  private static UsageException notWritable(String target, Exception cause) {
    return new UsageException(
        "REPORT_NOT_WRITABLE",
        "The report cannot be written to " + target + ".",
        String.valueOf(cause.getMessage()),
        "Set report.target to a folder that this user may write.",
        cause);
  }
}
