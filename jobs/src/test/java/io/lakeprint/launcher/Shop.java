package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Main;
import io.lakeprint.testkit.LauncherProcess;
import io.lakeprint.testkit.ProjectRoot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small simulated shop for tests of the real process: its source files, and the words of a
 * command on one of its lakes.
 *
 * @param folder holds the files, and lakes where a test wants them
 * @param launcher starts processes there
 */
record Shop(Path folder, LauncherProcess launcher) {

  /** Simulates the files in {@code folder}. */
  static Shop in(Path folder) throws IOException {
    Files.writeString(folder.resolve("secret"), "only for tests ".repeat(3));
    Shop shop = new Shop(folder, new LauncherProcess(folder));
    Told told = shop.here("simulate", folder.resolve("simulation"));
    assertThat(told.code()).as(told.words()).isZero();
    return shop;
  }

  /** A command's exit code and all it said. */
  record Told(int code, String words) {}

  /** Runs {@code command} on {@code lake} within this process, which has Spark already. */
  Told here(String command, Path lake, String... more) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(settings(lake));
    words.addAll(Arrays.asList(more));
    return here(words);
  }

  /** Runs a command within this process. */
  static Told here(List<String> words) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(told, true, StandardCharsets.UTF_8);
    int code =
        Main.run(
            new Console(printed, printed, false, Map.of(), Clock.systemUTC()),
            words.toArray(String[]::new));
    return new Told(code, told.toString(StandardCharsets.UTF_8));
  }

  Path lake(String name) {
    return folder.resolve("lakes").resolve(name);
  }

  /** The words of {@code command} on {@code lake}. */
  String[] command(String command, Path lake, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--heap",
                "1g",
                "--conf",
                "spark.sql.shuffle.partitions=2",
                "--conf",
                "spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1",
                command));
    words.addAll(settings(lake));
    words.addAll(Arrays.asList(more));
    return words.toArray(String[]::new);
  }

  /** Configuration of the shop with {@code lake}; what comes later on the command line wins. */
  List<String> settings(Path lake) {
    return List.of(
        "--config",
        ProjectRoot.path().resolve("conf/demo.conf").toString(),
        "--config",
        resource("/shop.conf"),
        "--set",
        "vars.folder=" + folder,
        "--set",
        "privacy.id-secret-file=" + folder.resolve("secret"),
        "--set",
        "lake.root=" + lake);
  }

  /** Commits of a table of {@code lake} so far, the one that creates it included. */
  static long commits(Path lake, String table) {
    Path log = lake.resolve(table.replace('.', '/')).resolve("_delta_log");
    if (!Files.isDirectory(log)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(log)) {
      return files.filter(file -> file.getFileName().toString().matches("\\d+\\.json")).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try {
      return Path.of(Shop.class.getResource(name).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
