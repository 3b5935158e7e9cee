package io.lakeprint.common.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries, with a file of its own below the root, what writing a lake asks of a storage. Leaves
 * nothing behind; folders that it had to make go too.
 */
public final class StorageProbe {

  private static final Logger LOG = LoggerFactory.getLogger(StorageProbe.class);
  private static final String CONTENT = "lakeprint doctor";

  private final FileSystem files;
  private final Path root;
  private final Path folder;
  private String step = "look at the root";

  private StorageProbe(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
    this.folder = new Path(root, LakeManifest.FOLDER + "/probe-" + UUID.randomUUID());
  }

  /**
   * What cannot be done.
   *
   * @param step what was tried
   * @param reason what the storage said
   */
  public record Refused(String step, String reason) {}

  /** The first thing that cannot be done below {@code root}; empty = all can. */
  public static Optional<Refused> of(String root, Configuration hadoop) {
    try {
      Path path = new Path(root);
      FileSystem files = path.getFileSystem(hadoop);
      return new StorageProbe(files, files.makeQualified(path)).probe();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(new Refused("reach the root", String.valueOf(e.getMessage())));
    }
  }

  private Optional<Refused> probe() {
    Deque<Path> made = new ArrayDeque<>();
    try {
      made.addAll(missing());
      attempt();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(new Refused(step, String.valueOf(e.getMessage())));
    } finally {
      made.forEach(this::removeEmpty);
    }
  }

  /** Folders that are not there yet, the deepest first. */
  private Deque<Path> missing() throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path path = folder; path != null && !files.exists(path); path = path.getParent()) {
      missing.addLast(path);
    }
    return missing;
  }

  private void attempt() throws IOException {
    Path first = new Path(folder, "first");
    Path second = new Path(folder, "second");
    step = "make a folder";
    require(files.mkdirs(folder));
    step = "write a file";
    write(first);
    step = "refuse to create a file that is there, on which leases rest";
    requireExclusive(first);
    step = "rename a file";
    require(files.rename(first, second));
    step = "list a folder";
    FileStatus[] listed = files.listStatus(folder);
    require(listed.length == 1 && listed[0].getPath().getName().equals(second.getName()));
    step = "delete a file";
    require(files.delete(second, false));
  }

  private void write(Path path) throws IOException {
    try (OutputStream out = files.create(path, false)) {
      out.write(CONTENT.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void requireExclusive(Path path) throws IOException {
    try {
      write(path);
    } catch (FileAlreadyExistsException e) {
      return;
    }
    throw new IOException("it was created again over what was there");
  }

  private void require(boolean done) throws IOException {
    if (!done) {
      throw new IOException("the storage below " + root + " did not do it, and gives no reason");
    }
  }

  /** A folder that somebody has put something into meanwhile stays. */
  private void removeEmpty(Path path) {
    try {
      if (path.equals(folder)) {
        files.delete(path, true);
      } else if (files.listStatus(path).length == 0) {
        files.delete(path, false);
      }
    } catch (FileNotFoundException e) {
      LOG.debug("{} was never made", path, e);
    } catch (IOException e) {
      LOG.warn("Could not remove {}, which only trying out made", path, e);
    }
  }
}
