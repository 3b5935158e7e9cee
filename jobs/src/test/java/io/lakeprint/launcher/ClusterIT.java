package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.common.run.MetricsPlugin;
import io.lakeprint.testkit.LakeContent;
import io.lakeprint.testkit.LauncherProcess;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The assembled jar on a standalone cluster does what it does on one machine. */
@ExtendWith(SparkExtension.class)
class ClusterIT {

  /** Of each mode; where the driver runs is the same to a job, so that in cluster mode fewer do. */
  private static final Map<String, List<String>> JOBS =
      Map.of(
          "client",
          List.of(
              "ingest",
              "attributes",
              "identity",
              "sessions",
              "daily-activity",
              "orders",
              "event-catalog",
              "tags",
              "portraits"),
          "cluster",
          List.of("ingest", "attributes", "identity", "sessions"));

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Shop shop;
  private static StandaloneCluster cluster;

  @BeforeAll
  static void startCluster(SparkSession session) throws IOException, InterruptedException {
    spark = session;
    shop = Shop.in(folder);
    InProcess.Told local = shop.here("run", shop.lake("local"), "--set", jobs("client"));
    assertThat(local.code()).as(local.words()).isZero();
    cluster =
        new StandaloneCluster(
            LauncherProcess.STATE.resolve("spark-home"), folder.resolve("daemons"));
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "cluster"})
  void aRunMakesTheSameTablesAndTellsItsExitCode(String deployMode) throws IOException {
    Path lake = shop.lake(deployMode);
    int jobs = JOBS.get(deployMode).size();
    LauncherProcess.Result result = onCluster(deployMode, "run", lake, "--set", jobs(deployMode));

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode told = told(deployMode);
    assertThat(told.path("exit_code").asInt(-1)).as(told.toString()).isZero();
    assertThat(told.path("jobs")).hasSize(jobs);
    LakeContent local = new LakeContent(spark, shop.lake("local"));
    new LakeContent(spark, lake)
        .assertSameAs(
            Shop.ofJobs(local.digests(), JOBS.get(deployMode)), local, deployMode + " mode");
    assertThat(shop.here("status", lake, deployMode).code()).isZero();
    assertThat(metric(deployMode, "jobs.done")).isEqualTo(jobs);
    assertThat(metric(deployMode, "job.ingest.records_read"))
        .isEqualTo(told.path("jobs").findValue("records").path("read").asLong());
  }

  private static String jobs(String deployMode) {
    return "run.jobs=" + JOBS.get(deployMode);
  }

  /** The last value that Spark's CSV sink wrote of a metric of the driver. */
  private static long metric(String run, String name) throws IOException {
    try (Stream<Path> files = Files.list(metrics(run))) {
      Path file =
          files
              .filter(
                  path ->
                      path.toString()
                          .endsWith("." + MetricsPlugin.class.getName() + "." + name + ".csv"))
              .findFirst()
              .orElseThrow();
      List<String> lines = Files.readAllLines(file);
      return Long.parseLong(lines.get(lines.size() - 1).split(",", -1)[1]);
    }
  }

  private static Path metrics(String run) {
    return folder.resolve("metrics-" + run);
  }

  /** The simulator writes from the driver, wherever that is. */
  @Test
  void theSimulatorWritesTheSameFiles() throws IOException {
    Path target = folder.resolve("simulated");
    LauncherProcess.Result result =
        onCluster(
            "cluster", "simulate", shop.lake("simulated"), "--set", "simulate.target=" + target);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(files(target)).isNotEmpty().isEqualTo(files(folder.resolve("data")));
  }

  /** Standalone cluster mode answers 0 whatever happened, which is why {@code status} exists. */
  @ParameterizedTest
  @ValueSource(strings = {"client", "cluster"})
  void aFailureIsToldByResultFileAndStatus(String deployMode) throws IOException {
    Path lake = shop.lake("failed-" + deployMode);
    Path taken = folder.resolve("taken-" + deployMode);
    Files.createDirectories(taken.resolve("app"));
    LauncherProcess.Result result =
        onCluster(deployMode, "simulate", lake, "--set", "simulate.target=" + taken);

    if (deployMode.equals("client")) {
      assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    }
    assertThat(told("failed-" + deployMode).path("exit_code").asInt()).isEqualTo(2);
    InProcess.Told status = shop.here("status", lake, "failed-" + deployMode);
    assertThat(status.code()).as(status.words()).isEqualTo(2);
    assertThat(status.words()).contains("simulate: FAILED", taken.resolve("app").toString());
  }

  /** The run is called as its lake is. */
  private static LauncherProcess.Result onCluster(
      String deployMode, String command, Path lake, String... more) throws IOException {
    String run = lake.getFileName().toString();
    List<String> words =
        new ArrayList<>(
            List.of(
                "--master",
                cluster.url(),
                "--deploy-mode",
                deployMode,
                "--conf",
                "spark.standalone.submit.waitAppCompletion=true",
                "--conf",
                "spark.executor.memory=1g",
                "--conf",
                "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1",
                "--conf",
                "spark.cores.max=2",
                "--conf",
                "spark.databricks.delta.snapshotPartitions=2",
                "--conf",
                "spark.plugins=" + MetricsPlugin.class.getName(),
                "--conf",
                "spark.metrics.conf.driver.sink.csv.class=org.apache.spark.metrics.sink.CsvSink",
                "--conf",
                "spark.metrics.conf.driver.sink.csv.directory="
                    + Files.createDirectories(metrics(run))));
    words.addAll(Arrays.asList(shop.command(command, lake, more)));
    words.addAll(List.of("--run-id", run, "--result", resultFile(run).toString()));
    return shop.launcher().run(words.toArray(String[]::new));
  }

  private static Path resultFile(String run) {
    return folder.resolve(run + ".json");
  }

  private static JsonNode told(String run) throws IOException {
    return new ObjectMapper().readTree(resultFile(run).toFile());
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
