package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakeprint.common.run.JobCatalog;
import io.lakeprint.testkit.LauncherProcess;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One failure of each kind in the real process: its exit code, its words, its result file, no stack
 * trace, and a lake that it leaves alone.
 */
@ExtendWith(SparkExtension.class)
class FailuresIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static Shop shop;
  private static Path lake;

  /** A lake with the sales of the tills. */
  @BeforeAll
  static void ingestOnce(SparkSession spark) throws IOException {
    assertThat(spark.sparkContext().isStopped()).isFalse();
    shop = Shop.in(folder);
    lake = shop.lake("lake");
    LauncherProcess.Result first = ingest(shop.launcher(), lake);
    assertThat(first.exitCode()).as(first.err()).isZero();
  }

  @Test
  void aDefectIsOneAndItsStackTraceStandsInTheLog() throws IOException {
    Path jar = jarOf(BrokenJobs.class, BrokenJobs.Broken.class);
    LauncherProcess.Result result =
        shop.launcher()
            .run(
                Stream.concat(
                        Stream.of("--jars", jar.toString()),
                        Stream.of(shop.command("broken", lake, "--result", result("defect"))))
                    .toArray(String[]::new));

    assertFailed(result, 1, "DEFECT", "defect", "java.lang.IllegalStateException: as it must");
    String log =
        result.err().lines().filter(line -> line.contains(".log")).findFirst().orElseThrow();
    Path file = Path.of(log.replaceAll(".* (/.*\\.log) .*", "$1"));
    assertThat(Files.readString(file)).contains("\tat io.lakeprint.launcher.BrokenJobs");
  }

  @Test
  void anotherSecretIsTwo() {
    SortedMap<String, Long> before = commits();
    LauncherProcess.Result result =
        new LauncherProcess(folder)
            .with("LAKEPRINT_ID_SECRET", "another one ".repeat(4))
            .run(shop.command("ingest", lake, "--result", result("secret")));

    assertFailed(result, 2, "LAKE_FROZEN_SETTING", "secret", "identifier secret", lake.toString());
    assertThat(result.err() + result.out()).doesNotContain("another one");
    assertThat(commits()).isEqualTo(before);
  }

  /** One file that may not be read is a refused file; a folder is somebody's mistake. */
  @Test
  void aFolderThatMayNotBeReadIsTwo() throws Exception {
    Path secret = Files.createDirectories(folder.resolve("till"));
    Files.writeString(secret.resolve("day.csv"), "a,b\nx,2026-01-01T00:00:00Z\n");
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(secret);
    Files.setPosixFilePermissions(secret, Set.of());
    String rights = "-dac_override,-dac_read_search"; // of root, who may read everything
    LauncherProcess mortal =
        Files.isReadable(secret)
            ? shop.launcher().through("setpriv", "--inh-caps", rights, "--bounding-set", rights)
            : shop.launcher();
    try {
      LauncherProcess.Result result =
          mortal.run(
              shop.command(
                  "ingest",
                  shop.lake("mortal"),
                  "--set",
                  "sources.till={format=csv, path=\""
                      + secret
                      + "\", channel=store, duplicates=by-content, select={event_name=a, event_time=b}}",
                  "--set",
                  "ingest.only=[till]",
                  "--result",
                  result("unreadable")));

      assertFailed(
          result, 2, "NOT_PERMITTED", "unreadable", secret.toString(), "Fix its permissions");
      assertThat(InProcess.commits(shop.lake("mortal"), "events.events")).isZero();
    } finally {
      Files.setPosixFilePermissions(secret, before);
    }
  }

  @Test
  void aMissingSourceIsThree() {
    SortedMap<String, Long> before = commits();
    String path = folder.resolve("nowhere").toString();
    LauncherProcess.Result result =
        shop.launcher()
            .run(
                shop.command(
                    "ingest",
                    lake,
                    "--set",
                    "sources.web.path=" + path,
                    "--result",
                    result("missing")));

    assertFailed(result, 3, "SOURCE_MISSING", "missing", "Source web", path, "sources.web.path");
    assertThat(commits()).isEqualTo(before);
  }

  @Test
  void tooManyRefusalsAreFourAndTheGoodIsWritten() throws IOException {
    Path bad = Files.createDirectories(folder.resolve("bad"));
    Files.writeString(bad.resolve("day.csv"), "a,b\nlogin,2026-01-01T00:00:00Z\nlogin,never\n");
    LauncherProcess.Result result =
        shop.launcher()
            .run(
                shop.command(
                    "ingest",
                    shop.lake("refusals"),
                    "--set",
                    "sources.bad={format=csv, path=\""
                        + bad
                        + "\", channel=store, duplicates=by-content, select={event_name=a, event_time=b}}",
                    "--set",
                    "ingest.only=[bad]",
                    "--result",
                    result("refusals")));

    assertFailed(
        result, 4, "TOO_MANY_REJECTED", "refusals", "1 of 2 records", "ingest.max-rejected-ratio");
    assertThat(InProcess.commits(shop.lake("refusals"), "events.events")).isEqualTo(2);
  }

  @Test
  void aTableThatAnotherRunWritesIsFive() throws IOException {
    SortedMap<String, Long> before = commits();
    Path lease = lake.resolve("_lakeprint/leases/events.events.lease");
    try (FileChannel channel = FileChannel.open(lease, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      LauncherProcess.Result result =
          shop.launcher()
              .run(
                  shop.command(
                      "ingest", lake, "--set", "lake.lease-wait=1s", "--result", result("lease")));

      assertFailed(result, 5, "TABLE_IN_USE", "lease", "events.events", "lake.lease-wait", "1 s");
      assertThat(result.err()).contains("ingest: waiting for events.events, held by run ");
    }
    assertThat(commits()).isEqualTo(before);
  }

  @Test
  void aFullDiskIsFiveAndWithSpaceTheSameCommandEndsWell() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    assumeThat(mount("-t", "tmpfs", "-o", "size=100k", "tmpfs", disk.toString()))
        .as("mounting a small tmpfs is not permitted here")
        .isZero();
    try {
      LauncherProcess.Result full =
          shop.launcher()
              .run(
                  shop.command(
                      "ingest",
                      disk.resolve("lake"),
                      "--set",
                      "ingest.only=[store]",
                      "--result",
                      result("full")));
      assertFailed(full, 5, "DISK_FULL", "full", "disk is full", "Free space");

      assertThat(mount("-o", "remount,size=100m", disk.toString())).isZero();
      LauncherProcess.Result again = ingest(shop.launcher(), disk.resolve("lake"));
      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(accepted(again)).isEqualTo(accepted(ingest(shop.launcher(), shop.lake("fresh"))));
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }

  private static LauncherProcess.Result ingest(LauncherProcess launcher, Path lake) {
    return launcher.run(shop.command("ingest", lake, "--set", "ingest.only=[store]"));
  }

  /** "1,234 records = …" of the line that tells what ingest did. */
  private static String accepted(LauncherProcess.Result result) {
    return result.err().replaceAll("(?s).* s  ([0-9,]+ records = [^;]*);.*", "$1");
  }

  private static void assertFailed(
      LauncherProcess.Result result, int exitCode, String code, String name, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err())
        .contains(words)
        .contains("  why:  ", "  next: ", "  code: " + code)
        .doesNotContain("\tat ", "Caused by", "WARN", "ERROR");
    JsonNode told;
    try {
      told = JSON.readTree(Path.of(result(name)).toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertThat(told.path("exit_code").asInt()).isEqualTo(exitCode);
    assertThat(told.path("error_code").asText()).isEqualTo(code);
    assertThat(List.of(told.path("what"), told.path("why"), told.path("next")))
        .allSatisfy(text -> assertThat(text.asText()).isNotBlank());
  }

  private static String result(String name) {
    return folder.resolve(name + ".json").toString();
  }

  /** Commits of every table but the ledger. */
  private static SortedMap<String, Long> commits() {
    SortedMap<String, Long> commits = new TreeMap<>();
    io.lakeprint.common.tables.TableCatalog.all().stream()
        .map(table -> table.name())
        .filter(name -> !name.equals("ops.runs"))
        .forEach(name -> commits.put(name, InProcess.commits(lake, name)));
    return commits;
  }

  private static int mount(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }

  /** A jar as an extension brings it, for {@code --jars}. */
  private static Path jarOf(Class<?>... classes) throws IOException {
    Path jar = folder.resolve("extension.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Class<?> type : classes) {
        String name = type.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new ZipEntry(name));
        try (InputStream in = type.getResourceAsStream("/" + name)) {
          in.transferTo(entries);
        }
      }
      entries.putNextEntry(new ZipEntry("META-INF/services/" + JobCatalog.class.getName()));
      entries.write(BrokenJobs.class.getName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return jar;
  }
}
