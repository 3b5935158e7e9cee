package io.lakeprint.jobs.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder that a job writes into. Files of an earlier simulation are removed, since a shorter
 * one would otherwise leave its last days standing; files of anybody else are never touched.
 */
record Target(FileSystem fileSystem, Path root) {

  private static final String TRUTH = "truth";

  /**
   * Makes room, and a folder for each source, whether or not anything happens there.
   *
   * @throws io.lakeprint.common.error.UsageException when a folder that a source needs is there and
   *     is not of a simulation
   */
  void prepare() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Source source : Source.values()) {
      folders.add(new Path(root, source.folder()));
    }
    boolean simulated =
        fileSystem.exists(new Path(root, Simulator.MANIFEST))
            || fileSystem.exists(new Path(root, TRUTH));
    for (Path folder : folders) {
      if (fileSystem.exists(folder) && !simulated) {
        throw SimulateErrors.taken(folder.toString());
      }
    }
    fileSystem.delete(new Path(root, Simulator.MANIFEST), false);
    for (Path folder : folders) {
      fileSystem.delete(folder, true);
    }
    fileSystem.delete(new Path(root, TRUTH), true);
    for (Path folder : folders) {
      fileSystem.mkdirs(folder);
    }
  }
}
