package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.run.JobRegistry;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.testkit.LauncherProcess;
import io.lakeprint.testkit.ProjectRoot;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A small simulated shop for tests of the real process: its source files, and the words of a
 * command on one of its lakes.
 *
 * @param folder holds the files, and lakes where a test wants them
 * @param launcher starts processes there
 */
record Shop(Path folder, LauncherProcess launcher) {

  /** Much code runs for seconds: to optimize it would take longer than it runs. */
  private static final String JVM =
      "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=512m -XX:+UseSerialGC";

  /** Simulates the files in {@code folder}. */
  static Shop in(Path folder) throws IOException {
    Files.writeString(folder.resolve("secret"), "only for tests ".repeat(3));
    Shop shop = new Shop(folder, new LauncherProcess(folder));
    prepare(shop.launcher());
    InProcess.Told told = shop.here("simulate", folder.resolve("simulation"));
    assertThat(told.code()).as(told.words()).isZero();
    return shop;
  }

  /** One at a time: the second finds what the first has made. */
  private static synchronized void prepare(LauncherProcess launcher) {
    LauncherProcess.Result prepared = launcher.run("--prepare");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
  }

  /** Runs {@code command} on {@code lake} within this process, which has Spark already. */
  InProcess.Told here(String command, Path lake, String... more) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(settings(lake));
    words.addAll(Arrays.asList(more));
    return InProcess.run(words);
  }

  /** Of the digests of a whole lake those of the tables that {@code jobs} make. */
  static SortedMap<String, String> ofJobs(Map<String, String> digests, List<String> jobs) {
    JobRegistry registry = JobRegistry.load();
    SortedMap<String, String> part = new TreeMap<>(digests);
    part.keySet()
        .retainAll(
            jobs.stream()
                .flatMap(job -> registry.job(job).spec().outputs().stream())
                .map(TableSpec::name)
                .toList());
    return part;
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
                "spark.sql.files.minPartitionNum=1",
                "--conf",
                "spark.driver.extraJavaOptions=" + JVM,
                "--conf",
                "spark.sql.adaptive.enabled=false",
                "--conf",
                "spark.sql.codegen.factoryMode=NO_CODEGEN",
                "--conf",
                "spark.sql.codegen.wholeStage=false",
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

  private static String resource(String name) {
    try {
      return Path.of(Shop.class.getResource(name).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
