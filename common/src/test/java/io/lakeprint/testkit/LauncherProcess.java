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

/**
 * The real {@code bin/lakeprint} as a process of its own, on the assembled jar: for tests named
 * {@code *IT}, which run after packaging. Its logs and its Spark home go below {@code folder}.
 */
public final class LauncherProcess {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /** Runs in {@code folder}, an existing folder that is not the project's. */
  public LauncherProcess(Path folder) {
    this.folder = folder;
    environment.put("LAKEPRINT_STATE", folder.resolve("state").toString());
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
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      Process process = start(out, err, arguments);
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "still running after " + LIMIT + ": " + Arrays.toString(arguments));
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
   * Starts and returns at once. The launcher becomes the virtual machine itself, so that {@code
   * destroyForcibly} is the {@code kill -9} of the job.
   */
  public Process start(Path out, Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProjectRoot.path().resolve("bin/lakeprint").toString());
    command.addAll(Arrays.asList(arguments));
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
