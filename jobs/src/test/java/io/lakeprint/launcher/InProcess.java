package io.lakeprint.launcher;

import io.lakeprint.common.cli.Console;
import io.lakeprint.common.cli.Main;
import io.lakeprint.common.tables.TableCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Commands of the launcher within this process, which has Spark already. */
final class InProcess {

  private InProcess() {}

  /** A command's exit code and all it said. */
  record Told(int code, String words) {}

  /** Runs a command within this process. */
  static Told run(List<String> words) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(told, true, StandardCharsets.UTF_8);
    int code =
        Main.run(
            new Console(printed, printed, false, Map.of(), Clock.systemUTC()),
            words.toArray(String[]::new));
    return new Told(code, told.toString(StandardCharsets.UTF_8));
  }

  /** Commits of all tables of {@code lake} so far. */
  static long commits(Path lake) {
    return TableCatalog.all().stream().mapToLong(table -> commits(lake, table.name())).sum();
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
      throw new UncheckedIOException(e);
    }
  }
}
