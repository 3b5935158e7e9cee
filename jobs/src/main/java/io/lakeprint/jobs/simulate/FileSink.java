package io.lakeprint.jobs.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;

/** Where files go: opens a stream for a relative path, replacing what is there. */
@FunctionalInterface
public interface FileSink {

  /**
   * Opens {@code relativePath} (slashes between folders) for writing; folders come by themselves.
   */
  OutputStream open(String relativePath) throws IOException;

  /** Files below a local folder. */
  static FileSink folder(Path root) {
    return relativePath -> {
      Path file = root.resolve(relativePath);
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      return Files.newOutputStream(file);
    };
  }

  /** Files below a folder of any Hadoop file system. */
  static FileSink hadoop(FileSystem fileSystem, org.apache.hadoop.fs.Path root) {
    return relativePath ->
        fileSystem.create(new org.apache.hadoop.fs.Path(root, relativePath), true);
  }
}
