package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.LauncherProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
  @TempDir private static Path temporary;
  private static LauncherProcess launcher;

  @BeforeAll
  static void anywhereButInTheClone() throws IOException {
    launcher = new LauncherProcess(Files.createDirectory(temporary.resolve("some where")));
  }

  @Test
  void helpNeedsNoSpark() {
    LauncherProcess.Result result = launcher.run("--help");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("plan", "tables");
  }

  @Test
  void anUnknownJobIsAUsageErrorWithoutStackTrace() {
    LauncherProcess.Result result = launcher.run("--heap", "512m", "no-such-job");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains("no-such-job").doesNotContain("\tat ");
  }

  @Test
  void anUnknownSparkIsRefusedBeforeItStarts() {
    LauncherProcess.Result result =
        new LauncherProcess(temporary).with("SPARK_HOME", "/no/spark").run("runs");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("/no/spark", "Spark 4.1.x");
  }

  @Test
  void launcherOptionsAreChecked() {
    assertThat(launcher.run("--heap").exitCode()).isEqualTo(2);
    assertThat(launcher.run("--deploy-mode", "sideways", "runs").exitCode()).isEqualTo(2);
    LauncherProcess.Result format =
        new LauncherProcess(temporary).with("LAKEPRINT_LOG_FORMAT", "xml").run("runs");
    assertThat(format.exitCode()).isEqualTo(2);
    assertThat(format.err()).contains("text or json, not xml");
  }
}
