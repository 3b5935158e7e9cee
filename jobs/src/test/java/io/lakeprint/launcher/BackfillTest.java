package io.lakeprint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.DailyActivityTable;
import io.lakeprint.common.tables.RunsTable;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The plan as of each day of a range. */
@ExtendWith(SparkExtension.class)
class BackfillTest {

  private static final String HEADER = "id,what,at,card\n";

  private final SparkSession spark;
  @TempDir private Path folder;

  BackfillTest(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void fourDaysOfATill() throws IOException {
    StringBuilder lines = new StringBuilder(HEADER);
    for (int day = 1; day <= 4; day++) {
      lines.append(day).append(",store_visit,2026-03-0").append(day).append(" 10:00:00,C-1\n");
    }
    Files.writeString(folder.resolve("till.csv"), lines);
    Files.writeString(folder.resolve("secret"), "only for tests ".repeat(3));
  }

  @Test
  void eachDayIsARunOfItsOwnAndTheLastDayStays() {
    InProcess.Told told = days("2026-03-01", "2026-03-03");
    assertThat(told.code()).as(told.words()).isZero();
    assertThat(told.words())
        .containsSubsequence(
            "as of 2026-03-01 (1 of 3)", "as of 2026-03-02 (2 of 3)", "as of 2026-03-03 (3 of 3)");
    assertThat(runs())
        .containsExactly(
            "daily-activity 2026-03-01",
            "daily-activity 2026-03-02",
            "daily-activity 2026-03-03",
            "ingest 2026-03-01");
    assertThat(activeDays()).containsExactly("2026-03-01", "2026-03-02", "2026-03-03");

    InProcess.Told back = days("2026-03-02", "2026-03-02");
    assertThat(back.code()).as(back.words()).isZero();
    assertThat(activeDays()).as("later days stay").hasSize(3);

    theLedgerTellsTheLastOnes();
    doctorFindsItAsItIs();
  }

  private void theLedgerTellsTheLastOnes() {
    InProcess.Told told = InProcess.run(settings("runs", "--limit", "2"));
    assertThat(told.code()).as(told.words()).isZero();
    assertThat(told.words().lines().map(line -> line.replaceAll(" +", " ")))
        .satisfiesExactly(
            head -> assertThat(head).startsWith("run job as of status exit seconds rows message"),
            last -> assertThat(last).contains(" daily-activity 2026-03-02 DONE 0 "),
            before -> assertThat(before).contains(" ingest 2026-03-02 DONE 0 "));
  }

  private void doctorFindsItAsItIs() {
    InProcess.Told well = InProcess.run(settings("doctor"));
    assertThat(well.code()).as(well.words()).isZero();
    assertThat(well.words().lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith("ok secret there, with fingerprint "))
        .anyMatch(line -> line.startsWith("ok storage " + folder.resolve("lake")))
        .anyMatch(line -> line.startsWith("ok lake made with zone Asia/Shanghai, CNY"))
        .anyMatch(line -> line.matches("ok tables \\d+, [\\d,]+ files, .*"))
        .anyMatch(line -> line.matches("warn jobs .*daily-activity \\(2026-03-03\\).*"));
    assertThat(well.words()).doesNotContain("only for tests", "fail ");

    InProcess.Told other =
        InProcess.run(
            settings(
                "doctor",
                "--set",
                "privacy.demo-secret=true",
                "--set",
                "privacy.id-secret-file=null",
                "--format",
                "json"));
    assertThat(other.code()).as(other.words()).isEqualTo(2);
    assertThat(other.words()).contains("was created with identifier secret with fingerprint");
  }

  @Test
  void whatCannotBeRunIsToldBeforeAnythingIs() {
    refused("--from 2026-03-03 is after the last day, 2026-03-01", "2026-03-03", "2026-03-01");
    refused("2999-01-01 is not over yet", "2026-03-01", "2999-01-01");
    refused("March is no date", "March", "2026-03-01");
    refused("backfill takes no --as-of", "2026-03-01", "2026-03-02", "--as-of", "2026-03-01");
    refused("unload is no job of the plan", "2026-03-01", "2026-03-02", "unload");
    refused("Did you mean 'sessions'", "2026-03-01", "2026-03-02", "session");
  }

  private void refused(String words, String from, String to, String... more) {
    InProcess.Told told = backfill(from, to, more);
    assertThat(told.code()).as(told.words()).isEqualTo(2);
    assertThat(told.words()).contains(words).doesNotContain("go on with");
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  private InProcess.Told days(String from, String to) {
    return backfill(from, to, "ingest", "daily-activity");
  }

  private InProcess.Told backfill(String from, String to, String... more) {
    List<String> words = settings("backfill", "--from", from, "--to", to);
    words.addAll(Arrays.asList(more));
    return InProcess.run(words);
  }

  /** A command with the settings of the till; what comes later wins. */
  private List<String> settings(String command, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                command,
                "--set",
                "lake.root=" + folder.resolve("lake"),
                "--set",
                "privacy.id-secret-file=" + folder.resolve("secret"),
                "--set",
                "sources.till={format=csv, channel=store, zone=UTC, path=\""
                    + folder.resolve("till.csv")
                    + "\", select={event_id=id, event_name=what, event_time=at, ids=\"array("
                    + "named_struct('type', 'pos_card', 'scope', '', 'value', card))\"}}"));
    words.addAll(Arrays.asList(more));
    return words;
  }

  private List<String> runs() {
    return read(RunsTable.SPEC.name())
        .selectExpr("concat(job, ' ', as_of)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private List<String> activeDays() {
    return read(DailyActivityTable.SPEC.name())
        .selectExpr("CAST(event_date AS STRING)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private org.apache.spark.sql.Dataset<Row> read(String table) {
    return spark
        .read()
        .format("delta")
        .load(folder.resolve("lake").resolve(table.replace('.', '/')).toString());
  }
}
