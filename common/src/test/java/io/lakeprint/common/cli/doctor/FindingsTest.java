package io.lakeprint.common.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.lake.TableHealth;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.PersonsTable;
import io.lakeprint.common.tables.PredictionsTable;
import io.lakeprint.common.tables.TableSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingsTest {

  /** The last complete day in Shanghai is the 9th: it is 4 in the morning of the 10th. */
  private static final Instant NOW = Instant.parse("2026-03-09T20:00:00Z");

  private static final Instant RECENT = Instant.parse("2026-03-09T18:00:00Z");
  private static final LocalDate YESTERDAY = LocalDate.of(2026, 3, 9);
  private static final long MIB = 1L << 20;

  @Test
  void jobsThatAreDoneAreOneLine() {
    assertThat(ledger(done("tags", YESTERDAY), done("sessions", YESTERDAY.minusDays(1))))
        .containsExactly("OK 2 have run, each was done the last time and is up to date");
  }

  @Test
  void aJobThatFailedOrWasKilledIsNamedWithItsRun() {
    assertThat(
            ledger(
                standing("tags", "FAILED", "TAGS_INVALID", RECENT, YESTERDAY),
                standing("sessions", "KILLED", "RUN_VANISHED", RECENT, YESTERDAY)))
        .containsExactly(
            "WARN tags: run r-tags of 2026-03-09T18:00:00Z FAILED with TAGS_INVALID",
            "WARN sessions: run r-sessions of 2026-03-09T18:00:00Z KILLED with RUN_VANISHED");
  }

  @Test
  void aRunIsLeftOpenAfterADayAndNotBefore() {
    Instant dayAgo = NOW.minusSeconds(25 * 3600);
    assertThat(ledger(standing("tags", "RUNNING", null, RECENT, YESTERDAY)))
        .allMatch(line -> line.startsWith("OK"));
    assertThat(ledger(standing("tags", "RUNNING", null, dayAgo, YESTERDAY)))
        .containsExactly(
            "WARN tags: run r-tags of 2026-03-08T19:00:00Z is at work since more than a day, or its"
                + " process is gone");
  }

  @Test
  void whatThePlanLeftBehindIsToldAndWhatIsRunByHandIsNot() {
    assertThat(
            ledger(
                done("tags", LocalDate.of(2026, 3, 1)),
                standing("sessions", "RUNNING", null, RECENT, null),
                done("simulate", LocalDate.of(2026, 1, 1))))
        .containsExactly(
            "WARN the last complete day is 2026-03-09, done is less: tags (2026-03-01), sessions"
                + " (never done)");
  }

  @Test
  void optimizeIsMissedInAnOldLakeOnly() {
    Instant january = Instant.parse("2026-01-01T00:00:00Z");
    LedgerFindings.Standing old = since(january, done("tags", YESTERDAY));
    assertThat(ledger(old)).containsExactly("WARN optimize was never done in this lake");
    assertThat(ledger(old, done("optimize", YESTERDAY))).allMatch(line -> line.startsWith("OK"));
  }

  @Test
  void anOrdinaryTableIsNotSpokenOf() {
    assertThat(health(EventsTable.SPEC, 3, 400, 64 * MIB, 9)).isEmpty();
    assertThat(health(PersonsTable.SPEC, 1, 20, MIB, 9)).isEmpty();
    assertThat(health(PredictionsTable.SPEC, 1, 700, MIB, 9))
        .as("files of partitions cannot be joined")
        .isEmpty();
  }

  @Test
  void smallFilesLongLogsAndReadersThatAreLeftOutAreToldWithARemedy() {
    assertThat(health(EventsTable.SPEC, 3, 400, MIB, 9))
        .containsExactly("WARN events.events has 400 files of 1 MiB on average");
    assertThat(health(EventsTable.SPEC, 3, 1, MIB, 500))
        .containsExactly(
            "WARN events.events has a log of 2 KiB, 500 commits after its last checkpoint");
    assertThat(health(PersonsTable.SPEC, 3, 1, MIB, 1))
        .containsExactly("WARN identity.persons asks readers for version 3 of Delta's protocol");
  }

  @Test
  void aTableOfAnotherShapeFailsAsARunWould() {
    List<Finding> findings =
        TableFindings.of(
            new TableHealth(
                PersonsTable.SPEC,
                1,
                1,
                MIB,
                new TableHealth.LogSize(1, 1, 1),
                List.of("column one_id is int, declared string")));
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).state()).isEqualTo(Finding.State.FAIL);
    assertThat(findings.get(0).exitCode()).isEqualTo(3);
  }

  @Test
  void aMachineThatIsTooSmallIsToldAndOneThatCannotWorkFails() {
    long gib = 1024 * MIB;
    assertThat(states(new MachineChecks(17, "4.1.0", 4 * gib, "/tmp", 50 * gib)))
        .containsOnly(Finding.State.OK);
    assertThat(states(new MachineChecks(11, "4.0.1", gib, "/tmp", gib)))
        .containsExactly(
            Finding.State.FAIL, Finding.State.FAIL, Finding.State.WARN, Finding.State.WARN);
  }

  @Test
  void findingsAreToldForPeopleAndForMachines() {
    List<Finding> findings =
        List.of(Finding.ok("java", "Java 17"), Finding.warn("memory", "small", "give more"));
    assertThat(DoctorFormat.TEXT.render(findings).lines().map(String::stripLeading))
        .containsExactly(
            "ok    java           Java 17", "warn  memory         small", "next: give more");
    assertThat(DoctorFormat.JSON.render(findings))
        .contains("\"state\" : \"warn\"", "\"next\" : \"give more\"");
  }

  private static List<Finding.State> states(MachineChecks machine) {
    return machine.findings().stream().map(Finding::state).toList();
  }

  private static List<String> health(
      TableSpec table, int reader, long files, long meanBytes, long commits) {
    return told(
        TableFindings.of(
            new TableHealth(
                table,
                reader,
                files,
                files * meanBytes,
                new TableHealth.LogSize(commits, commits, 2048),
                List.of())));
  }

  private static List<String> ledger(LedgerFindings.Standing... standings) {
    Set<String> planned = Set.of("tags", "sessions");
    return told(
        new LedgerFindings(planned, NOW, ZoneId.of("Asia/Shanghai")).of(List.of(standings)));
  }

  private static List<String> told(List<Finding> findings) {
    assertThat(findings)
        .allSatisfy(
            finding ->
                assertThat(finding.next().isEmpty())
                    .isEqualTo(finding.state() == Finding.State.OK));
    return findings.stream().map(finding -> finding.state() + " " + finding.found()).toList();
  }

  private static LedgerFindings.Standing done(String job, LocalDate asOf) {
    return standing(job, "DONE", null, RECENT, asOf);
  }

  private static LedgerFindings.Standing standing(
      String job,
      String status,
      @Nullable String error,
      Instant startedAt,
      @Nullable LocalDate doneAsOf) {
    return new LedgerFindings.Standing(
        job,
        new LedgerFindings.Attempt("r-" + job, status, error, startedAt),
        doneAsOf,
        doneAsOf == null ? null : RECENT,
        RECENT);
  }

  private static LedgerFindings.Standing since(Instant first, LedgerFindings.Standing of) {
    return new LedgerFindings.Standing(of.job(), of.last(), of.doneAsOf(), of.doneAt(), first);
  }
}
