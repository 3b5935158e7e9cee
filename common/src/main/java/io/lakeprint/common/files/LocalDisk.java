package io.lakeprint.common.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, that asks the operating system itself.
 *
 * <p>Where Hadoop's native library is missing, as on nearly every machine that is no cluster,
 * Hadoop starts {@code chmod} for each file it writes, {@code ls} for each file it lists and {@code
 * readlink} for each it renames: some thousand processes for a small lake. This one does the same
 * through {@code java.nio}; where that knows no POSIX permissions it leaves the work to Hadoop.
 */
public final class LocalDisk extends LocalFileSystem {

  /** Spark settings that put it in the place of Hadoop's, for both of Hadoop's interfaces. */
  public static final Map<String, String> SPARK_SETTINGS =
      Map.of(
          "spark.hadoop.fs.file.impl", LocalDisk.class.getName(),
          "spark.hadoop.fs.AbstractFileSystem.file.impl", Context.class.getName());

  /** Called by Hadoop. */
  public LocalDisk() {
    super(new Raw());
  }

  /** The same for Hadoop's {@code FileContext}, through which logs are renamed. */
  public static final class Context extends ChecksumFs {

    /** Called by Hadoop. */
    public Context(URI uri, Configuration configuration) throws IOException, URISyntaxException {
      super(new RawContext(uri, configuration));
    }
  }

  private static final class RawContext extends DelegateToFileSystem {
    RawContext(URI uri, Configuration configuration) throws IOException, URISyntaxException {
      super(uri, new Raw(), configuration, "file", false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public boolean isValidName(String source) {
      return true; // the operating system decides
    }
  }

  private static final class Raw extends RawLocalFileSystem {
    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      java.nio.file.Path file = pathToFile(path).toPath();
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (view == null) {
        return super.getFileStatus(path);
      }
      PosixFileAttributes found;
      try {
        found = view.readAttributes();
      } catch (FileSystemException e) { // as Hadoop says of what it cannot reach, below a file too
        FileNotFoundException gone = new FileNotFoundException("File " + path + " does not exist");
        gone.initCause(e);
        throw gone;
      }
      return new FileStatus(
          found.size(),
          found.isDirectory(),
          1,
          getDefaultBlockSize(path),
          found.lastModifiedTime().toMillis(),
          found.lastAccessTime().toMillis(),
          FsPermission.valueOf("-" + PosixFilePermissions.toString(found.permissions())),
          found.owner().getName(),
          found.group().getName(),
          makeQualified(path));
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
      return Files.isSymbolicLink(pathToFile(path).toPath())
          ? super.getFileLinkStatus(path)
          : getFileStatus(path);
    }

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      java.nio.file.Path file = pathToFile(path).toPath();
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (view == null || permission.getStickyBit()) {
        super.setPermission(path, permission);
      } else {
        view.setPermissions(PosixFilePermissions.fromString(permission.toString()));
      }
    }
  }
}
