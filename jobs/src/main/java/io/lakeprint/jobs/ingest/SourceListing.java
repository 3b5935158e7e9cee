package io.lakeprint.jobs.ingest;

import io.lakeprint.common.tables.SourceFilesTable;
import io.lakeprint.jobs.ingest.read.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The files that stand at a source's path now.
 *
 * @param there whether anything is at the path: an empty folder is somebody's who has not delivered
 *     yet, none at all is a mistake
 * @param files by path; those that begin with a dot or underscore are somebody's own business
 */
record SourceListing(boolean there, List<FileStatus> files) {

  static SourceListing of(String path, Configuration hadoop) {
    List<FileStatus> found = new ArrayList<>();
    boolean there;
    try {
      Path glob = new Path(path);
      FileSystem fileSystem = glob.getFileSystem(hadoop);
      FileStatus[] matches = fileSystem.globStatus(glob);
      there = matches != null && matches.length > 0;
      for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
        if (match.isFile()) {
          found.add(match);
        } else {
          RemoteIterator<LocatedFileStatus> below = fileSystem.listFiles(match.getPath(), true);
          while (below.hasNext()) {
            found.add(below.next());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.removeIf(file -> file.getPath().getName().matches("[._].*"));
    found.sort(Comparator.comparing(file -> file.getPath().toString()));
    return new SourceListing(there, found);
  }

  List<SourceFile> sourceFiles() {
    return files.stream()
        .map(file -> new SourceFile(file.getPath().toString(), file.getLen()))
        .toList();
  }

  /**
   * Files that were read once and are no longer there.
   *
   * @param known rows of {@link SourceFilesTable} of this source
   */
  List<String> goneSince(Dataset<Row> known) {
    Set<String> now =
        files.stream().map(file -> file.getPath().toString()).collect(Collectors.toSet());
    Set<String> gone = new TreeSet<>();
    known
        .select(SourceFilesTable.FILE.col())
        .toLocalIterator()
        .forEachRemaining(
            row -> {
              if (!now.contains(row.getString(0))) {
                gone.add(row.getString(0));
              }
            });
    return List.copyOf(gone);
  }

  /**
   * Files that were read once and have another length or time now: their new content is not in the
   * lake.
   *
   * @param known rows of {@link SourceFilesTable} of this source
   */
  List<String> changedSince(Dataset<Row> known) {
    Map<String, FileStatus> now = new HashMap<>();
    files.forEach(file -> now.put(file.getPath().toString(), file));
    List<String> changed = new ArrayList<>();
    known
        .select(
            SourceFilesTable.FILE.col(),
            SourceFilesTable.LENGTH_BYTES.col(),
            SourceFilesTable.MODIFIED_AT.col())
        .toLocalIterator()
        .forEachRemaining(
            row -> {
              FileStatus file = now.get(row.getString(0));
              if (file != null
                  && (file.getLen() != row.getLong(1)
                      || file.getModificationTime() != row.getTimestamp(2).getTime())) {
                changed.add(row.getString(0));
              }
            });
    changed.sort(Comparator.naturalOrder());
    return changed;
  }
}
