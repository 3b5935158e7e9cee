package io.lakeprint.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** The root of the clone in which tests run, whichever module they run in. */
public final class ProjectRoot {
  private ProjectRoot() {}

  /** The nearest folder upwards that holds {@code bin/lakeprint}. */
  public static Path path() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("bin/lakeprint"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException(
            "not inside a clone of Lakeprint: " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }
}
