package io.lakeprint.common.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;
import org.apache.hadoop.ipc.RemoteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease on a storage that has no locks: a file that only one can create, and that says who did.
 *
 * <p>Its holder renews it. One that was not renewed for {@link Leases#STALE} belongs to a run that
 * was killed, and is taken over; so clocks of the machines must agree to within a minute. A holder
 * that was only asleep for so long finds itself replaced: the file says another name, which it
 * neither renews nor deletes. Its next commit is then one of two at once, which Delta sorts out.
 */
final class LeaseFile {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseFile.class);

  private final FileSystem files;
  private final Path path;
  private final String name;

  /**
   * @param name of who takes it, unlike that of every other run
   */
  LeaseFile(FileSystem files, Path path, String name) {
    this.files = files;
    this.path = path;
    this.name = name;
  }

  /** Tries to get it; false = another run has it. */
  boolean take() throws IOException {
    return create(path) || (isStale(path) && takeOver());
  }

  /** The name of who has it. */
  String holder() throws IOException {
    String found = content();
    return found.isBlank() ? "another run" : found;
  }

  /** Says that this holder is alive; false = it is not the holder any more. */
  boolean renew() throws IOException {
    boolean mine = content().equals(name);
    if (mine) {
      files.setTimes(path, System.currentTimeMillis(), -1);
    }
    return mine;
  }

  /** Gives it back, unless it was taken over. */
  void release() throws IOException {
    if (content().equals(name)) {
      files.delete(path, false);
    }
  }

  @Override
  public String toString() {
    return "lease " + path + " of " + name;
  }

  private boolean create(Path file) throws IOException {
    try (FSDataOutputStream out = files.create(file, false)) {
      out.write(name.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (RemoteException e) {
      // HDFS, of a file that was created a moment ago and not closed yet.
      if (e.getClassName().equals(AlreadyBeingCreatedException.class.getName())) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Of two runs that find a lease stale, the second would delete the new one of the first: so only
   * who creates a file beside it may delete it.
   */
  private boolean takeOver() throws IOException {
    Path right = path.suffix(".takeover");
    if (!create(right)) {
      if (isStale(right)) {
        files.delete(right, false); // killed in the midst of it; the next try goes on
      }
      return false;
    }
    try {
      if (!isStale(path)) {
        return false;
      }
      LOG.warn("Taking over {} from {}, which has not renewed it", path, holder());
      files.delete(path, false);
      return create(path);
    } finally {
      files.delete(right, false);
    }
  }

  private boolean isStale(Path file) throws IOException {
    try {
      long renewed = files.getFileStatus(file).getModificationTime();
      return System.currentTimeMillis() - renewed > Leases.STALE.toMillis();
    } catch (FileNotFoundException e) {
      return false; // given back meanwhile
    }
  }

  /** Empty when the file is gone, or nothing has been written to it yet. */
  private String content() throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return "";
    }
  }
}
