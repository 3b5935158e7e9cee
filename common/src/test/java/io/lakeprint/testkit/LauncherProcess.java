package io.lakeprint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real {@code bin/lakeprint} as a process of its own, on the assembled jar: for tests named
 * {@code *IT}, which run after packaging. What it keeps from one start to the next (logs, Spark
 * home, archive of classes) stands in the module's {@code target} folder.
 */
public final class LauncherProcess {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** Where every launcher of these tests keeps what serves the next one. */
  public static final Path STATE = ProjectRoot.path().resolve("jobs/target/launcher");

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> prefix;

  /** Runs in {@code folder}, an existing folder that is not the project's. */
  public LauncherProcess(Path folder) {
    this(folder, List.of());
    environment.put("LAKEPRINT_STATE", STATE.toString());
  }

  private LauncherProcess(Path folder, List<String> prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** The same, started by another command, such as {@code setpriv …}. */
  public LauncherProcess through(String... command) {
    LauncherProcess other = new LauncherProcess(folder, List.of(command));
    other.environment.putAll(environment);
    return other;
  }

  /** Adds a variable to the environment that is inherited from the test. */
  public LauncherProcess with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What a finished process left: its exit code and all it wrote. */
  public record Result(int exitCode, String out, String err) {}

  /** Runs to the end; fails after ten minutes. */
  public Result run(String... arguments) {
    return run(command(arguments));
  }

  private Result run(List<String> command) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      Process process = start(out, err, command);
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + LIMIT + ": " + command);
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs on a terminal of its own, as a person would; what it wrote, control characters included,
   * is all in {@code out}.
   */
  public Result runOnTerminal(String... arguments) {
    String command =
        Stream.concat(
                Stream.of(ProjectRoot.path().resolve("bin/lakeprint").toString()),
                Arrays.stream(arguments))
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    return run(List.of("script", "-qec", command, "/dev/null"));
  }

  /**
   * Starts and returns at once. The launcher becomes the virtual machine itself, so that {@code
   * destroyForcibly} is the {@code kill -9} of the job.
   */
  public Process start(Path out, Path err, String... arguments) throws IOException {
    return start(out, err, command(arguments));
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(ProjectRoot.path().resolve("bin/lakeprint").toString());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private Process start(Path out, Path err, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
