package io.lakeprint.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Programs that a test needs and Maven does not bring: {@code bin/verify} installs them. */
final class Programs {

  private Programs() {}

  /**
   * The first of some names in the first folder that has one: those of the {@code PATH}, then
   * others.
   *
   * @param what it is, for a person who has to install it
   * @param others folders beside the {@code PATH}
   * @throws TestAbortedException where there is none, so that the test counts as skipped
   * @throws AssertionError instead when {@code CI=true}
   */
  static Path find(String what, List<String> names, Stream<Path> others) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    Stream<Path> folders =
        Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1)).map(Path::of);
    return Stream.concat(folders, others)
        .flatMap(folder -> names.stream().map(folder::resolve))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> missing(what, names));
  }

  private static Error missing(String what, List<String> names) {
    String words = "no " + what + " (" + String.join(", ", names) + "): install it";
    if ("true".equals(System.getenv("CI"))) {
      return new AssertionError(words);
    }
    throw new TestAbortedException(words);
  }
}
