package io.lakeprint.common.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder of a run, on any Hadoop filesystem. */
public final class Folders {

  private static final String COMPLETE = "_COMPLETE";

  private final Path root;
  private final FileSystem files;
  private final AtomicInteger next = new AtomicInteger();

  public Folders(String root, Configuration hadoop) {
    this.root = new Path(root);
    try {
      this.files = this.root.getFileSystem(hadoop);
      files.mkdirs(this.root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder that exists, is empty and is nobody else's. */
  public String fresh(String name) {
    Path folder = new Path(root, name + "-" + next.incrementAndGet());
    try {
      files.delete(folder, true);
      files.mkdirs(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return address(folder);
  }

  /** A folder that {@code make} filled, now or in an earlier run that got to its end. */
  public String made(String name, Consumer<String> make) {
    Path folder = new Path(root, name);
    Path complete = new Path(root, name + COMPLETE);
    try {
      if (!files.exists(complete)) {
        files.delete(folder, true);
        files.mkdirs(folder);
        make.accept(address(folder));
        files.create(complete).close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return address(folder);
  }

  public void remove(String folder) {
    try {
      files.delete(new Path(folder), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String address(Path folder) {
    return files.makeQualified(folder).toString();
  }
}
