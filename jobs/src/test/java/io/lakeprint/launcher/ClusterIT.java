package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.testkit.LauncherProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The assembled jar on a standalone cluster does what it does on one machine. */
class ClusterIT {
  @TempDir private static Path folder;
  private static LauncherProcess launcher;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void startCluster() throws IOException, InterruptedException {
    launcher = new LauncherProcess(folder).with("LAKEPRINT_ID_SECRET", "only for tests ".repeat(3));
    assertThat(launcher.run("--help").exitCode()).isZero(); // makes the Spark home
    assertThat(simulate("local", List.of(), "local").exitCode()).isZero();
    cluster = new StandaloneCluster(folder.resolve("state/spark-home"), folder.resolve("daemons"));
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "cluster"})
  void simulatesTheSameFilesAndTellsTheTrueExitCode(String deployMode) throws IOException {
    LauncherProcess.Result result = simulate(deployMode, onCluster(deployMode), deployMode);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(status(deployMode)).isZero();
    assertThat(files(folder.resolve(deployMode)))
        .isNotEmpty()
        .isEqualTo(files(folder.resolve("local")));
  }

  @Test
  void aRunThatFailsInClientModeExitsWithItsCode() throws IOException {
    Files.createDirectories(folder.resolve("taken-client/app"));
    assertThat(simulate("taken-client", onCluster("client"), "failed-client").exitCode())
        .isEqualTo(2);
    assertThat(status("failed-client")).isEqualTo(2);
  }

  /** Standalone cluster mode answers 0 whatever happened, which is why {@code status} exists. */
  @Test
  void aRunThatFailsInClusterModeIsToldByStatus() throws IOException {
    Files.createDirectories(folder.resolve("taken-cluster/app"));
    simulate("taken-cluster", onCluster("cluster"), "failed-cluster");
    assertThat(status("failed-cluster")).isEqualTo(2);
  }

  private static LauncherProcess.Result simulate(String target, List<String> options, String run) {
    List<String> words = new ArrayList<>(options);
    words.addAll(
        List.of(
            "simulate",
            "--run-id",
            run,
            "--set",
            "lake.root=" + folder.resolve("lake"),
            "--set",
            "simulate.target=" + folder.resolve(target),
            "--set",
            "simulate.people=30",
            "--set",
            "simulate.days=5"));
    return launcher.run(words.toArray(String[]::new));
  }

  private static int status(String run) {
    return launcher.run("status", run, "--set", "lake.root=" + folder.resolve("lake")).exitCode();
  }

  private static List<String> onCluster(String deployMode) {
    return List.of(
        "--master",
        cluster.url(),
        "--deploy-mode",
        deployMode,
        "--heap",
        "1g",
        "--conf",
        "spark.standalone.submit.waitAppCompletion=true",
        "--conf",
        "spark.executor.memory=1g",
        "--conf",
        "spark.cores.max=2",
        "--conf",
        "spark.sql.shuffle.partitions=2",
        "--conf",
        "spark.databricks.delta.snapshotPartitions=2");
  }

  /** Content of every file by its path, check sums of the file system left out. */
  private static SortedMap<String, String> files(Path root) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        if (!path.toString().endsWith(".crc")) {
          files.put(root.relativize(path).toString(), digest(path));
        }
      }
    }
    return files;
  }

  private static String digest(Path path) throws IOException {
    return Files.size(path) + ":" + Arrays.hashCode(Files.readAllBytes(path));
  }
}
