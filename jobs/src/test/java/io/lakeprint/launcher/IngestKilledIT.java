package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.testkit.LakeContent;
import io.lakeprint.testkit.LauncherProcess;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ingest} as a process of its own, killed and run twice at once: the lake ends as an
 * undisturbed run leaves it.
 */
@ExtendWith(SparkExtension.class)
class IngestKilledIT {

  private static final int KILLS = 3;

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static LauncherProcess launcher;
  private static long undisturbedMillis;
  private static SortedMap<String, String> expected;

  @BeforeAll
  static void runUndisturbed(SparkSession session) throws IOException {
    spark = session;
    launcher = new LauncherProcess(folder).with("LAKEPRINT_ID_SECRET", "only for tests ".repeat(3));
    write("till", 40, 12);
    write("web", 60, 9);
    long start = System.nanoTime();
    LauncherProcess.Result result = launcher.run(ingest(lake("undisturbed")));
    undisturbedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("978 accepted + 38 duplicate + 42 rejected");
    expected = content("undisturbed").digests();
    assertThat(expected).containsKeys("events.events", "quarantine.rejected_records");
  }

  @Test
  void killedAtAnyMomentItGoesOnWhereItStood() throws Exception {
    // Another day, other moments; the property repeats those of a failure.
    long seed = Long.getLong("lakeprint.seed", System.currentTimeMillis() / 86_400_000);
    String why = "-Dlakeprint.seed=" + seed;
    Random random = new Random(seed);
    Path lake = lake("killed");
    int killed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process =
          launcher.start(folder.resolve("killed.out"), folder.resolve("killed.err"), ingest(lake));
      long moment = (long) (undisturbedMillis * (0.3 + 0.6 * random.nextDouble()));
      killed += process.waitFor(moment, TimeUnit.MILLISECONDS) ? 0 : 1;
      process.destroyForcibly().waitFor(); // kill -9
    }
    assertThat(killed).as("processes that were still at work; " + why).isPositive();
    LauncherProcess.Result last = launcher.run(ingest(lake));

    assertThat(last.exitCode()).as(why + "\n" + last.err()).isZero();
    content("killed").assertSameAs(expected, content("undisturbed"), why);
    assertThat(statuses(lake)).as(why).isSubsetOf("DONE", "KILLED").contains("DONE");
  }

  @Test
  void twoAtOnceLoseAndDoubleNothing() throws Exception {
    Path lake = lake("two");
    Process one =
        launcher.start(folder.resolve("one.out"), folder.resolve("one.err"), ingest(lake));
    Process two =
        launcher.start(folder.resolve("two.out"), folder.resolve("two.err"), ingest(lake));

    assertThat(one.waitFor(8, TimeUnit.MINUTES) && two.waitFor(8, TimeUnit.MINUTES)).isTrue();
    String told =
        Files.readString(folder.resolve("one.err")) + Files.readString(folder.resolve("two.err"));
    assertThat(List.of(one.exitValue(), two.exitValue())).as(told).containsOnly(0);
    assertThat(told).contains("waiting for ").doesNotContain("\tat ");
    content("two").assertSameAs(expected, content("undisturbed"), "after two at once");
  }

  /** A file's last two records are refused; its first two stand in the next file once more. */
  private static void write(String source, int perFile, int files) throws IOException {
    Path to = Files.createDirectories(folder.resolve("data").resolve(source));
    for (int file = 0; file < files; file++) {
      List<String> lines = new ArrayList<>(List.of("id,at,amount"));
      if (file > 0) {
        lines.add(record(source, file - 1, 0, perFile));
        lines.add(record(source, file - 1, 1, perFile));
      }
      for (int line = 0; line < perFile; line++) {
        lines.add(record(source, file, line, perFile));
      }
      Files.write(to.resolve("day-%02d.csv".formatted(file)), lines);
    }
  }

  private static String record(String source, int file, int line, int perFile) {
    int number = file * perFile + line;
    String at = line >= perFile - 2 ? "soon" : "2026-03-%02d 10:00:00".formatted(file + 1);
    return "%s-%d,%s,%d".formatted(source, number, at, number);
  }

  private static String[] ingest(Path lake) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--heap",
                "1g",
                "--conf",
                "spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "ingest"));
    set(words, "lake.root", lake.toString());
    set(words, "time.zone", "Asia/Shanghai");
    for (String source : List.of("till", "web")) {
      String path = "sources." + source + ".";
      set(words, path + "format", "csv");
      set(words, path + "path", folder.resolve("data").resolve(source).toString());
      set(words, path + "channel", source.equals("web") ? "web" : "store");
      set(words, path + "select.event_id", "id");
      set(words, path + "select.event_name", "\"'purchase'\"");
      set(words, path + "select.event_time", "at");
      set(words, path + "select.amount", "amount");
    }
    return words.toArray(String[]::new);
  }

  private static void set(List<String> words, String key, String value) {
    words.add("--set");
    words.add(key + "=" + value);
  }

  private static Path lake(String name) {
    return folder.resolve("lakes").resolve(name);
  }

  private static List<String> statuses(Path lake) {
    return spark
        .read()
        .format("delta")
        .load(lake.resolve("ops/runs").toString())
        .select(RunsTable.STATUS.col())
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static LakeContent content(String name) {
    return new LakeContent(spark, lake(name));
  }
}
