package io.lakeprint.jobs.simulate;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;

/** Where files go: opens a stream for a relative path, replacing what is there. */
public interface FileSink {

  /** Opens {@code path} (slashes between folders) for writing; folders come by themselves. */
  OutputStream open(String path) throws IOException;

  /** The folder, for messages. */
  String describe();

  /** Files below a local folder. */
  static FileSink folder(Path root) {
    return new LocalFolder(root);
  }

  /** Files below a folder of any Hadoop file system. */
  static FileSink hadoop(FileSystem fileSystem, org.apache.hadoop.fs.Path root) {
    return new HadoopFolder(fileSystem, root);
  }

  /** A local folder. */
  record LocalFolder(Path root) implements FileSink {

    @Override
    public OutputStream open(String path) throws IOException {
      Path file = root.toAbsolutePath().resolve(path);
      Files.createDirectories(requireNonNull(file.getParent()));
      return Files.newOutputStream(file);
    }

    @Override
    public String describe() {
      return root.toString();
    }
  }

  /** A folder of a Hadoop file system. */
  record HadoopFolder(FileSystem fileSystem, org.apache.hadoop.fs.Path root) implements FileSink {

    @Override
    public OutputStream open(String path) throws IOException {
      return fileSystem.create(new org.apache.hadoop.fs.Path(root, path), true);
    }

    @Override
    public String describe() {
      return root.toString();
    }
  }
}
