package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.tables.DeltaTable;
import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.common.tables.TableCatalog;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.testkit.KernelReader;
import io.lakeprint.testkit.LakeContent;
import io.lakeprint.testkit.LauncherProcess;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code run} as a person and a scheduler meet it: a process of its own, watched, repeated, killed,
 * and run twice at once. Whatever happens, the tables end as an undisturbed run leaves them.
 *
 * <p>Its tests run beside each other: each on a lake of its own, or only reading the undisturbed
 * one.
 */
@ExtendWith(SparkExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class RunIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Jobs with tables of every kind: journals, state by key and by part, and what moves by days. */
  private static final List<String> EVERY_KIND =
      List.of(
          "ingest",
          "attributes",
          "identity",
          "sessions",
          "daily-activity",
          "orders",
          "metrics",
          "tags");

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Shop shop;
  private static LauncherProcess.Result undisturbed;
  private static SortedMap<String, String> expected;

  @BeforeAll
  static void runUndisturbed(SparkSession session) throws IOException {
    spark = session;
    shop = Shop.in(folder);
    undisturbed = shop.launcher().runOnTerminal(shop.command("run", shop.lake("undisturbed")));
    assertThat(undisturbed.exitCode()).as(undisturbed.out()).isZero();
    expected = content("undisturbed").digests();
  }

  @Test
  void aPersonSeesWhatIsGoingOnAndASummaryAndNothingElse() {
    String seen = undisturbed.out();
    assertThat(seen).as("a status line that changes in place").contains("\r\u001b[K… ");
    assertThat(seen)
        .contains("records = ", "The lake as of 2026-02-14", "people", "events", "tags", "clusters")
        .contains("churn scored", "repurchase scored", "funnel", "purchase: Product ")
        .doesNotContain("WARN", "ERROR", "System.exit", "\tat ", "Exception");
    List<String> last = seen.lines().filter(line -> !line.isBlank()).toList();
    assertThat(last.get(last.size() - 1)).contains("tables", shop.lake("undisturbed").toString());
  }

  @Test
  void auditCountsTheIdentifiersThatWereNone() {
    List<String> words = new ArrayList<>(List.of("identity", "audit"));
    words.addAll(shop.settings(shop.lake("undisturbed")));
    InProcess.Told told = InProcess.run(words);
    assertThat(told.code()).as(told.words()).isZero();
    assertThat(told.words()).containsPattern("[1-9][0-9]*  email:test_value");
  }

  @Test
  void itsTablesAreWhatIsDeclared() {
    InProcess.Told told = shop.here("upgrade", shop.lake("undisturbed"), "--dry-run");
    assertThat(told.words()).matches("\\d{2} tables are what this version declares\\R");
  }

  @Test
  void againInALogItIsQuietAndChangesNoRow() throws IOException {
    Path lake = shop.lake("again");
    copyOfUndisturbed(lake);
    Path result = folder.resolve("again.json");
    LauncherProcess.Result again =
        shop.launcher()
            .run(
                shop.command(
                    "run", lake, "--anew", "--run-id", "again", "--result", result.toString()));

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err().lines())
        .as("one line per job, and nothing else")
        .allMatch(line -> line.matches("[a-z-]+ +[0-9.]+ s  .*"));
    JsonNode told = JSON.readTree(result.toFile());
    assertThat(told.path("exit_code").asInt(-1)).isZero();
    assertThat(told.path("external_run_id").asText()).isEqualTo("again");
    assertThat(told.path("jobs")).hasSize((int) again.err().lines().count());
    content("again").assertSameAs(expected, content("undisturbed"), "after a second run");
  }

  @Test
  void aReaderThatIsNotSparkSeesTheSameRowsOfEveryExchangeTable() {
    KernelReader reader = new KernelReader();
    List<String> read = new ArrayList<>();
    for (TableSpec table : TableCatalog.all()) {
      Path folder = shop.lake("undisturbed").resolve(table.name().replace('.', '/'));
      if (table.exchange() && Files.exists(folder)) {
        Dataset<Row> stored = spark.read().format("delta").load(folder.toString());
        KernelReader.Content content = reader.read(folder);
        assertThat(content.columns()).as(table.name()).containsExactly(stored.columns());
        assertThat(times(content.rows()))
            .as(table.name())
            .isEqualTo(times(KernelReader.plain(stored)));
        read.add(table.name());
      }
    }
    assertThat(read)
        .contains(
            "profile.portraits", "behaviour.orders", "behaviour.funnel_steps", "ml.predictions");
  }

  /** What jobs brought up to date is what they would make from the beginning. */
  @Test
  void reconcileFindsEveryDerivedTableEqualAndNamesTheRowThatSomebodyTouched() throws IOException {
    InProcess.Told equal = shop.here("reconcile", shop.lake("undisturbed"));

    assertThat(equal.code()).as(equal.words()).isZero();
    assertThat(equal.words())
        .contains(
            "behaviour.sessions: equal",
            "behaviour.orders: equal",
            "behaviour.daily_activity: equal",
            "profile.portraits: equal")
        .doesNotContain("missing");
    content("undisturbed").assertSameAs(expected, content("undisturbed"), "after reconcile");

    Path touched = shop.lake("touched");
    copyOfUndisturbed(touched);
    DeltaTable orders = DeltaTable.forPath(spark, touched.resolve("behaviour/orders").toString());
    String order = orders.toDF().orderBy("order_id").head().getAs("order_id");
    orders.updateExpr("order_id = '" + order + "'", Map.of("gross_amount", "gross_amount + 1"));
    InProcess.Told differs = shop.here("reconcile", touched, "orders", "sessions");

    assertThat(differs.code()).as(differs.words()).isEqualTo(4);
    assertThat(differs.words())
        .contains("behaviour.sessions: equal", "behaviour.orders: 0 rows missing, 0 too many, 1")
        .contains("order_id=" + order, "STATE_DIFFERS");
  }

  /** Each goal gives tags, segments and reports, which run together. */
  @Test
  void everyGoalRunsWholeOnASmallLake() throws IOException {
    Path lake = shop.lake("goals");
    copyOfUndisturbed(lake);
    InProcess.Told run =
        shop.here(
            "run",
            lake,
            "--set",
            "packs=[convert, repurchase, retain]",
            "--set",
            "run.jobs=[tags, portraits, reports, segments]");

    assertThat(run.code()).as(run.words()).isZero();
    Map<String, Long> sizes =
        rows(lake, "profile/segment_sizes").collectAsList().stream()
            .collect(
                Collectors.toMap(row -> row.getAs("segment_id"), row -> row.<Long>getAs("people")));
    assertThat(sizes)
        .containsKeys("ready_to_convert", "convert_hesitants")
        .containsKeys("due_to_repurchase", "single_buyers_waiting")
        .containsKeys("about_to_leave", "came_back", "stays_week_after_week");
    assertThat(rows(lake, "profile/portraits").columns())
        .contains("conversion_readiness", "compared_before_cart_14d", "repurchase_stage")
        .contains("leaving_risk");
    assertThat(reports(lake, "behaviour/funnel_steps")).contains("first_purchase");
    Map<String, Long> steps =
        rows(lake, "behaviour/funnel_steps")
            .where("report_id = 'first_purchase' and period_grain = 'total'")
            .where("breakdown_name = 'all'")
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getAs("step_name"), row -> row.getAs("users")));
    assertThat(sizes.get("stopped_at_cart"))
        .as("those of the cart without those of the purchase: " + steps)
        .isPositive()
        .isEqualTo(steps.getOrDefault("Cart", 0L) - steps.getOrDefault("Purchase", 0L));
    assertThat(reports(lake, "behaviour/retention_cells")).contains("second_purchase");
    assertThat(reports(lake, "behaviour/lifecycle")).contains("staying");
  }

  private static Dataset<Row> rows(Path lake, String table) {
    return spark.read().format("delta").load(lake.resolve(table).toString());
  }

  private static List<String> reports(Path lake, String table) {
    return rows(lake, table).select("report_id").distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /**
   * One lake, stopped over and over: first plain {@code ingest}s, then {@code run}s, each a bit
   * later on the way.
   */
  @Test
  void killedAtAnyMomentItGoesOnWhereItStood(TestReporter reporter) throws Exception {
    // Another day, other moments; the property repeats those of a failure.
    long seed = Long.getLong("lakeprint.seed", System.currentTimeMillis() / 86_400_000);
    String why = "-Dlakeprint.seed=" + seed;
    reporter.publishEntry("seed", why);
    Path lake = shop.lake("killed");
    Random random = new Random(seed);
    String[] ingest = shop.command("ingest", lake);
    String[] run = shop.command("run", lake, "--set", "run.jobs=" + EVERY_KIND);

    kill(ingest, lake, 1 + random.nextInt(4), random);
    kill(ingest, lake, 1 + random.nextInt(6), random);
    // Together fewer commits than these jobs make, or the last would end before its moment.
    kill(run, lake, 2 + random.nextInt(4), random);
    LauncherProcess.Result stopped = stop(run, lake, 2 + random.nextInt(4), random);
    kill(run, lake, 2 + random.nextInt(4), random);
    LauncherProcess.Result last = shop.launcher().run(run);

    assertThat(last.exitCode()).as(why + "\n" + last.err()).isZero();
    content("killed").assertSameAs(Shop.ofJobs(expected, EVERY_KIND), content("undisturbed"), why);
    assertThat(statuses(lake)).as(why).containsOnly("DONE", "KILLED");
    assertThat(stopped.err())
        .as(why)
        .contains("stopped before its end", "Run the same command again", "KILLED")
        .doesNotContain("ERROR", "Exception", "\tat ", "defect");
    assertThat(stopped.exitCode()).isEqualTo(130);
  }

  @Test
  void twoAtOnceWaitForEachOtherAndLoseOrDoubleNothing() throws Exception {
    Path lake = shop.lake("two");
    Path words = Files.createDirectories(folder.resolve("words"));
    String[] command = shop.command("run", lake);
    Process one = shop.launcher().start(words.resolve("out1"), words.resolve("err1"), command);
    Process two = shop.launcher().start(words.resolve("out2"), words.resolve("err2"), command);

    assertThat(one.waitFor(10, TimeUnit.MINUTES) && two.waitFor(10, TimeUnit.MINUTES)).isTrue();
    String told = Files.readString(words.resolve("err1")) + Files.readString(words.resolve("err2"));
    assertThat(List.of(one.exitValue(), two.exitValue())).as(told).containsOnly(0);
    assertThat(told).contains("waiting for ", ", held by run ");
    content("two").assertSameAs(expected, content("undisturbed"), "after two runs at once");
  }

  /** There a lease is a file, which runs of all machines see. */
  @Test
  void onHdfsItMakesTheSameTablesAndWaitsForRunsOfOtherMachines() throws IOException {
    try (HdfsCluster hdfs = HdfsCluster.start(folder.resolve("hdfs"));
        FileSystem files = hdfs.files()) {
      String lake = hdfs.uri("/lake");
      InProcess.Told run = shop.here("run", shop.lake("hdfs"), "--set", "lake.root=" + lake);
      assertThat(run.code()).as(run.words()).isZero();
      new LakeContent(spark, lake).assertSameAs(expected, content("undisturbed"), "on HDFS");
      assertThat(files.exists(new org.apache.hadoop.fs.Path(lake, "report/index.html"))).isTrue();
      assertThat(shop.lake("hdfs")).doesNotExist();

      org.apache.hadoop.fs.Path lease =
          new org.apache.hadoop.fs.Path(lake, "_lakeprint/leases/behaviour.orders.lease");
      try (OutputStream created = files.create(lease, false)) {
        assertThat(orders(lake)).as("before it says whose it is").startsWith("5 ");
        created.write("run 7 of another machine".getBytes(StandardCharsets.UTF_8));
      }
      assertThat(orders(lake))
          .startsWith("5 ")
          .contains("waiting for behaviour.orders, held by run 7 of another machine")
          .contains("behaviour.orders is being written by another run (run 7 of another machine)");
      files.setTimes(lease, 0, -1);
      assertThat(orders(lake)).as("taken over from a run that was killed").startsWith("0 ");
      assertThat(files.exists(lease)).as("and given back").isFalse();
    }
  }

  /** Exit code and words of that job, which waits for others no longer than a moment. */
  private static String orders(String lake) {
    InProcess.Told told =
        shop.here(
            "orders",
            shop.lake("hdfs"),
            "--set",
            "lake.root=" + lake,
            "--set",
            "lake.lease-wait=100ms");
    return told.code() + " " + told.words();
  }

  /** {@code kill -9}, at the moment. */
  private static void kill(String[] command, Path lake, int commits, Random random)
      throws Exception {
    startedUntil(command, lake, commits, random).destroyForcibly().waitFor();
  }

  /** Ctrl-C, at the moment. */
  private static LauncherProcess.Result stop(
      String[] command, Path lake, int commits, Random random) throws Exception {
    Process process = startedUntil(command, lake, commits, random);
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new LauncherProcess.Result(
        process.exitValue(),
        Files.readString(folder.resolve("stopped.out")),
        Files.readString(folder.resolve("stopped.err")));
  }

  /**
   * Starts a process and returns up to half a second after it has made so many commits, of whatever
   * tables; sooner than it could end.
   */
  private static Process startedUntil(String[] command, Path lake, int commits, Random random)
      throws Exception {
    long delay = random.nextInt(500);
    long moment = InProcess.commits(lake) + commits;
    Path err = folder.resolve("stopped.err");
    Process process = shop.launcher().start(folder.resolve("stopped.out"), err, command);
    while (InProcess.commits(lake) < moment) {
      if (!process.isAlive()) {
        throw new AssertionError("ended before its moment: " + Files.readString(err));
      }
      Thread.sleep(5);
    }
    Thread.sleep(delay);
    return process;
  }

  private static void copyOfUndisturbed(Path lake) throws IOException {
    FileUtils.copyDirectory(shop.lake("undisturbed").toFile(), lake.toFile());
  }

  private static List<String> statuses(Path lake) {
    return spark
        .read()
        .format("delta")
        .load(lake.resolve("ops/runs").toString())
        .select(RunsTable.STATUS.col())
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** How often each row is there. */
  private static Map<List<Object>, Long> times(List<List<Object>> rows) {
    return rows.stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
  }

  private static LakeContent content(String lake) {
    return new LakeContent(spark, shop.lake(lake));
  }
}
