package io.lakeprint.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/**
 * The public data sets, which no repository holds: the folder that {@code LAKEPRINT_DATA} names,
 * else {@code data/} at the root of the project.
 */
public final class PublicData {
  private PublicData() {}

  /**
   * A file of a data set, such as {@code online_retail/online_retail.csv.gz}.
   *
   * @throws TestAbortedException where there is no such file, so that the test counts as skipped
   * @throws AssertionError instead when {@code CI=true}: a skipped test proves nothing
   */
  public static Path require(String relative) {
    Path file = folder().resolve(relative);
    if (Files.isReadable(file)) {
      return file;
    }
    String missing =
        "no " + relative + " in LAKEPRINT_DATA (" + folder() + "); README.md says where to get it";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    throw new TestAbortedException(missing);
  }

  private static Path folder() {
    String named = System.getenv("LAKEPRINT_DATA");
    return named == null || named.isBlank() ? ProjectRoot.path().resolve("data") : Path.of(named);
  }
}
