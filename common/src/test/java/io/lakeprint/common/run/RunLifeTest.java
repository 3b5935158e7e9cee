package io.lakeprint.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.config.ConfigLoader;
import io.lakeprint.common.config.LakeConfig;
import io.lakeprint.common.config.Problems;
import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.TransientException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.lake.LakeManifest;
import io.lakeprint.common.lake.LakeSettings;
import io.lakeprint.common.tables.ClusterProfilesTable;
import io.lakeprint.common.tables.ClustersTable;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.FunnelUsersTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PortraitsTable;
import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.common.tables.TableStatusTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run owes to its ledger, to other runs and to older days, with jobs made for the purpose.
 */
@ExtendWith(SparkExtension.class)
class RunLifeTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-05T00:00:00Z"), ZoneOffset.UTC);
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private final SparkSession spark;
  private final Path folder;
  private final LakeConfig config;
  private int parallel = 2;

  RunLifeTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.config = ConfigLoader.load(List.of(), List.of(), getClass().getClassLoader());
  }

  /** Does what it is told, to one table. */
  private record Fake(TableSpec table, List<JobInput> inputs, Work work)
      implements Job<TimeSettings> {
    interface Work {
      JobReport on(JobContext context);
    }

    Fake(TableSpec table, Work work) {
      this(table, List.of(), work);
    }

    @Override
    public JobSpec<TimeSettings> spec() {
      return new JobSpec<>(
          table.table(), "operate", "", "time", TimeSettings.class, inputs, List.of(table), true);
    }

    @Override
    public void check(CheckContext context, TimeSettings settings) {
      context.problems().add(table.name(), null, "is wrong");
      context.attempt(
          "other",
          () -> {
            throw new UsageException("CODE", "what", "why", "next");
          });
    }

    @Override
    public JobReport run(JobContext context, TimeSettings settings) {
      return work.on(context);
    }
  }

  @Test
  void onlyTablesOfThePresentAreLeftAloneByAnOlderDay() {
    Fake present = new Fake(PersonsTable.SPEC, context -> wrote(context, PersonsTable.SPEC));
    Fake periods =
        new Fake(FunnelUsersTable.SPEC, context -> wrote(context, FunnelUsersTable.SPEC));
    Fake dated = new Fake(ClustersTable.SPEC, context -> wrote(context, ClustersTable.SPEC));
    run(scope("1", DAY, false), present, periods, dated);

    Map<String, JobReport> older =
        run(scope("2", DAY.minusDays(7), false), present, periods, dated);
    for (String job : List.of("persons", "funnel_users")) {
      assertThat(notes(older, job))
          .singleElement()
          .asString()
          .contains("2026-02-22 is older than the state of 2026-03-01", "--restate");
    }
    assertThat(notes(older, "clusters")).containsExactly("wrote 2026-02-22");

    assertThat(dataAsOf())
        .containsExactly(
            "behaviour.funnel_users 2026-03-01",
            "identity.persons 2026-03-01",
            "ml.clusters 2026-03-01");

    Map<String, JobReport> meant = run(scope("3", DAY.minusDays(7), true), present, dated);
    assertThat(notes(meant, "persons")).containsExactly("wrote 2026-02-22");
    assertThat(notes(run(scope("4", DAY, false), present), "persons"))
        .containsExactly("wrote 2026-03-01");
  }

  @Test
  void aJobIsSparedWhileItsTablesInputsSettingsAndDayAreTheSame() {
    Fake spared =
        new Fake(
            ClustersTable.SPEC,
            List.of(JobInput.of(PersonsTable.SPEC)),
            context -> wrote(context, ClustersTable.SPEC));
    Lake hand = scope("hand", DAY, false).writable("hand");
    change(hand, PersonsTable.SPEC, PersonsTable.ONE_ID, "1");
    run(scope("1", DAY, false), spared);
    String same = "unchanged since run 1 (--anew runs it all the same)";
    String ran = "wrote " + DAY;

    assertThat(notes(run(scope("2", DAY, false), spared), "clusters")).containsExactly(same);
    assertThat(notes(run(scope("3", DAY, false), spared), "clusters"))
        .as("what spared it was spared itself")
        .containsExactly(same.replace("run 1", "run 2"));
    assertThat(notes(run(anew("4"), spared), "clusters")).containsExactly(ran);
    change(hand, PersonsTable.SPEC, PersonsTable.ONE_ID, "2");
    assertThat(notes(run(scope("5", DAY, false), spared), "clusters"))
        .as("an input has changed")
        .containsExactly(ran);
    change(hand, ClustersTable.SPEC, ClustersTable.ONE_ID, "3");
    assertThat(notes(run(scope("6", DAY, false), spared), "clusters"))
        .as("the table has changed")
        .containsExactly(ran);
    assertThat(notes(run(scope("7", DAY.plusDays(1), false), spared), "clusters"))
        .as("another day")
        .containsExactly("wrote " + DAY.plusDays(1));
  }

  @Test
  void anotherDayAnotherSettingOrAnotherProgramIsAnotherRun() {
    PastRuns.Done done =
        new PastRuns.Done("1", DAY, DAY, "program", "settings", Map.of(), Map.of());
    assertThat(done.isOf(of(DAY, "settings", "program"))).isTrue();
    assertThat(done.isOf(of(DAY.plusDays(1), "settings", "program"))).isFalse();
    assertThat(done.isOf(of(DAY, "others", "program"))).isFalse();
    assertThat(done.isOf(of(DAY, "settings", "another"))).isFalse();
  }

  private static RunIdentity of(LocalDate asOf, String configHash, String version) {
    return new RunIdentity("2", Optional.empty(), asOf, configHash, version);
  }

  /** A row more, of somebody of that name. */
  private void change(Lake lake, TableSpec table, ColumnSpec person, String name) {
    lake.replaceWhere(
        table,
        TableRows.of(table).row(person, name).on(spark),
        person.name() + " = '" + name + "'");
  }

  private RunScope anew(String runId) {
    return scope(
        new RunIdentity(runId, Optional.empty(), DAY, "hash", "version"),
        new RunScope.Options(false, false, false, true),
        Duration.ofMinutes(1));
  }

  @Test
  void aJobKeepsOthersFromItsTablesFromBeforeItReadsUntilItHasWritten() {
    Lake other = scope("other", DAY, false, Duration.ofMillis(300)).open("other");
    Fake alone =
        new Fake(
            PersonsTable.SPEC,
            context -> {
              CompletableFuture<Void> second =
                  CompletableFuture.runAsync(() -> other.lease(PersonsTable.SPEC).close());
              assertThatThrownBy(second::join).hasCauseInstanceOf(TransientException.class);
              return JobReport.of();
            });
    run(scope("1", DAY, false), alone);
    other.lease(PersonsTable.SPEC).close();
  }

  @Test
  void whatDoesNotWaitForARefusedJobGoesOnAndTheRunEndsWithTheRefusal() {
    GateRefusedException refusal = new GateRefusedException("TOO_MANY", "what", "why", "next");

    assertThatThrownBy(() -> runWithFailing(refusal)).isSameAs(refusal);
    assertThat(jobs()).containsExactly("cluster_profiles DONE", "clusters DONE", "persons FAILED");
    assertThat(dataAsOf()).as("what went on is told").containsExactly("ml.clusters 2026-03-01");
  }

  @Test
  void afterAnyOtherFailureNoFurtherJobStarts() {
    TransientException failure = new TransientException("FULL", "what", "why", "next");

    assertThatThrownBy(() -> runWithFailing(failure)).isSameAs(failure);
    assertThat(jobs()).containsExactly("clusters DONE", "persons FAILED");
  }

  /** One after the other: persons, which fails; clusters; and one that waits for each of them. */
  private void runWithFailing(RuntimeException failure) {
    parallel = 1;
    Fake failing =
        new Fake(
            PersonsTable.SPEC,
            context -> {
              throw failure;
            });
    run(
        scope("1", DAY, false),
        failing,
        new Fake(ClustersTable.SPEC, context -> wrote(context, ClustersTable.SPEC)),
        idle(ClusterProfilesTable.SPEC, JobInput.optional(ClustersTable.SPEC)),
        idle(PortraitsTable.SPEC, JobInput.optional(PersonsTable.SPEC)));
  }

  private static Fake idle(TableSpec table, JobInput... inputs) {
    return new Fake(table, List.of(inputs), context -> JobReport.of());
  }

  @Test
  void aRunThatIsStoppedIsKilledInTheLedgerAndSaysNothingAfterwards() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Fake slow =
        new Fake(
            PersonsTable.SPEC,
            context -> {
              working.countDown();
              awaitQuietly(stopped);
              throw new IllegalStateException("Spark is gone");
            });
    GraphRunner runner = new GraphRunner(scope("1", DAY, false), CLOCK);
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(() -> runner.run(List.of(slow), Plan.of(List.of(slow))));
    working.await();
    runner.stop();
    stopped.countDown();

    assertThatThrownBy(run::join).hasMessageContaining("Spark is gone");
    assertThat(ledger()).containsExactly("1 KILLED 5 KILLED");
  }

  @Test
  void aRunWhoseProcessIsGoneIsClosedByTheNextAndOneAtWorkIsNot() {
    RunLedger atWork = new RunLedger(scope("alive", DAY, false));
    atWork.record(LedgerEntry.running("persons", CLOCK.instant(), Map.of()));
    atWork.flush();
    scope("writer", DAY, false)
        .writable("ledger")
        .replaceWhere(
            RunsTable.SPEC,
            TableRows.of(RunsTable.SPEC)
                .row(
                    RunsTable.RUN_ID, "dead", RunsTable.JOB, "persons", RunsTable.STATUS, "RUNNING")
                .on(spark),
            "run_id = 'dead'");

    Fake next = new Fake(PersonsTable.SPEC, context -> JobReport.of());
    run(scope("next", DAY, false), next);

    assertThat(ledger())
        .containsExactly("alive RUNNING null null", "dead KILLED 5 KILLED", "next DONE 0 null");
    atWork.record(
        LedgerEntry.running("persons", CLOCK.instant(), Map.of())
            .ended(LedgerEntry.End.done(CLOCK.instant(), JobReport.of(), Map.of())));
    atWork.close();
    assertThat(ledger()).contains("alive DONE 0 null");
  }

  @Test
  void whatEveryJobFindsWrongIsGatheredBeforeAnyStarts() {
    Problems problems = new Problems();
    CheckContext checks = new CheckContext(config, spark, problems);
    checks.check(new Fake(PersonsTable.SPEC, context -> JobReport.of()));
    checks.check(new Fake(ClustersTable.SPEC, context -> JobReport.of()));

    assertThat(problems.found().stream().map(Object::toString))
        .containsExactly(
            "identity.persons: is wrong", "other: what; why; next", "ml.clusters: is wrong");
  }

  private static JobReport wrote(JobContext context, TableSpec table) {
    return JobReport.of(
            context
                .lake()
                .replaceWhere(table, TableRows.of(table).on(context.spark()), "one_id = 'nobody'"))
        .note("wrote " + context.asOf());
  }

  private static List<String> notes(Map<String, JobReport> reports, String job) {
    return Objects.requireNonNull(reports.get(job), job).notes();
  }

  private List<String> dataAsOf() {
    return scope("reader", DAY, false)
        .open("reader")
        .read(TableStatusTable.SPEC)
        .select(TableStatusTable.TABLE_NAME.col(), TableStatusTable.DATA_AS_OF.col())
        .orderBy(TableStatusTable.TABLE_NAME.col())
        .collectAsList()
        .stream()
        .map(row -> row.get(0) + " " + row.get(1))
        .toList();
  }

  private Map<String, JobReport> run(RunScope scope, Job<?>... jobs) {
    return new GraphRunner(scope, CLOCK).run(List.of(jobs), Plan.of(List.of(jobs)));
  }

  private List<String> ledger() {
    return scope("reader", DAY, false)
        .open("reader")
        .read(RunsTable.SPEC)
        .select(
            RunsTable.RUN_ID.col(),
            RunsTable.STATUS.col(),
            RunsTable.EXIT_CODE.col(),
            RunsTable.ERROR_CODE.col())
        .orderBy(RunsTable.RUN_ID.col())
        .collectAsList()
        .stream()
        .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2) + " " + row.get(3))
        .toList();
  }

  private List<String> jobs() {
    return scope("reader", DAY, false)
        .open("reader")
        .read(RunsTable.SPEC)
        .select(RunsTable.JOB.col(), RunsTable.STATUS.col())
        .orderBy(RunsTable.JOB.col())
        .collectAsList()
        .stream()
        .map(row -> row.get(0) + " " + row.get(1))
        .toList();
  }

  private RunScope scope(String runId, LocalDate asOf, boolean restate) {
    return scope(runId, asOf, restate, Duration.ofMinutes(1));
  }

  private RunScope scope(String runId, LocalDate asOf, boolean restate, Duration leaseWait) {
    return scope(
        new RunIdentity(runId, Optional.empty(), asOf, "hash", "version"),
        new RunScope.Options(false, false, restate, false),
        leaseWait);
  }

  private RunScope scope(RunIdentity identity, RunScope.Options options, Duration leaseWait) {
    return new RunScope(
        spark,
        config,
        new LakeSettings(
            folder.resolve("lake").toString(), new LakeSettings.Catalog(""), leaseWait, 2, "CNY"),
        new RunSettings(parallel, List.of(), true),
        new LakeManifest(ZoneId.of("Asia/Shanghai"), "CNY", "secret"),
        identity,
        options,
        new Terminal(new PrintStream(OutputStream.nullOutputStream()), false));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
