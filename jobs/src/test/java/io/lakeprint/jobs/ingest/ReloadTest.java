package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ReloadTest {

  private final SparkSession spark;
  private final Path folder;

  ReloadTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Test
  void theEventsOfTheDaysBecomeWhatTheFilesSayAndAllOthersStay() throws IOException {
    TrialLake lake = tills("lake");
    write(
        "a.csv",
        "1,2026-03-01 10:00:00,5",
        "2,2026-03-01 11:00:00,6",
        "3,2026-03-01 12:00:00,7",
        "4,2026-02-28 10:00:00,8");
    write("b.csv", "5,2026-03-01 20:00:00,9", "6,2026-03-02 10:00:00,10", "7,today,11");
    lake.ingest();
    List<String> before = told(lake);
    write(
        "a.csv",
        "1,2026-03-01 10:00:00,5",
        "2,2026-03-01 11:00:00,60",
        "9,2026-03-01 12:00:00,7",
        "9,2026-03-01 12:00:00,7",
        "4,2026-02-28 10:00:00,80");
    long version = version(lake);

    JobReport report = reload(lake, "2026-03-01");

    assertThat(report.records()).contains(new JobReport.Records(6, 4, 1, 1));
    assertThat(report.notes())
        .containsExactly(
            "till: events of 2026-03-01..2026-03-01 are what 2 files say: 1 new, 1 changed, 1 gone");
    assertThat(told(lake))
        .as("4 and 6 are of other days, and 4 would say something else")
        .containsExactly(
            before.get(0),
            "2 | 2026-03-01 03:00:00 | 60.0000",
            before.get(3),
            before.get(4),
            before.get(5),
            "9 | 2026-03-01 04:00:00 | 7.0000");
    assertThat(version(lake)).as("one commit").isEqualTo(version + 1);
    assertThat(changes(lake, version))
        .as("event 1 and 5 say the same and leave no trace in the feed")
        .containsExactly("2 update_postimage", "2 update_preimage", "3 delete", "9 insert");
    assertThat(lake.refusals()).as("refused before, and there once").hasSize(1);

    assertThat(reload(lake, "2026-03-01").rowsWritten()).as("again").isZero();
    assertThat(version(lake)).isEqualTo(version + 1);
    assertThat(lake.ingest().read()).as("the ledger stays as it is").isZero();
  }

  @Test
  void anEventThatTheFilesMoveToAnotherDayIsNeitherLostNorDoubled() throws IOException {
    TrialLake lake = tills("lake");
    write(
        "a.csv",
        "1,2026-02-28 23:00:00,1",
        "2,2026-03-01 01:00:00,2",
        "3,2026-03-01 23:00:00,3",
        "4,2026-03-02 01:00:00,4");
    lake.ingest();
    // What the till's clock was wrong by: the first and third come into other days.
    TrialLake fixed =
        lake.with("sources.till.select.event_time=\"string(timestamp(at) + INTERVAL 2 HOURS)\"");
    TrialLake fresh = tills("fresh").with(fixed.settings().toArray(String[]::new));
    fresh.ingest();

    JobReport report = reload(fixed, "2026-03-01");

    assertThat(report.writes().get(0).updated())
        .as("1 moves in, 2 is shifted, 3 moves out")
        .isEqualTo(3);
    assertThat(told(fixed))
        .containsExactly(
            "1 | 2026-02-28 17:00:00 | 1.0000",
            "2 | 2026-02-28 19:00:00 | 2.0000",
            "3 | 2026-03-01 17:00:00 | 3.0000",
            "4 | 2026-03-01 17:00:00 | 4.0000");
    reload(fixed, "2026-02-28..2026-03-02");
    assertThat(fixed.events()).isEqualTo(fresh.events());
  }

  @Test
  void filesOfColumnsAreReloadedTooAndThoseThatAreGoneAreTold() throws IOException {
    TrialLake lake =
        tills("lake")
            .with("sources.till.format=parquet", "sources.till.path=" + files() + "/*.parquet");
    parquet("a", "'1' id, '2026-03-01 10:00:00' at, '5' paid");
    parquet("b", "'2' id, '2026-03-01 11:00:00' at, '6' paid");
    lake.ingest();
    Files.move(files().resolve("b.parquet"), folder.resolve("archived"));
    parquet("c", "'3' id, '2026-03-01 12:00:00' at, '7' paid");

    JobReport report = reload(lake, "2026-03-01..2026-03-02");

    assertThat(lake.events(EventsTable.EVENT_ID)).containsExactly("1", "3");
    assertThat(report.notes())
        .anySatisfy(
            note -> assertThat(note).contains("1 files that were read are not there any more"));
    assertThat(lake.ingest())
        .as("the new file is new still")
        .isEqualTo(new JobReport.Records(1, 0, 1, 0));
    assertThat(folder.resolve("lake/_lakeprint/reload/till")).doesNotExist();
  }

  @Test
  void whatWouldEmptyTheDaysIsRefusedAndChangesNothing() throws IOException {
    TrialLake lake = tills("lake");
    write("a.csv", "1,2026-03-01 10:00:00,5", "2,2026-03-01 10:00:00,6");
    lake.ingest();
    long version = version(lake);
    write("a.csv", "1,2026-03-01 10:00:00,5", "2,2026-03-01 10:00:00,free");
    assertThatThrownBy(() -> reload(lake.with("ingest.max-rejected-ratio=0.4"), "2026-03-01"))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("1 of 2 records")
        .hasMessageContaining("Nothing was written");
    Files.delete(files().resolve("a.csv"));
    assertThatThrownBy(() -> reload(lake, "2026-03-01"))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("has no file at");
    assertThat(version(lake)).isEqualTo(version);
    assertThat(lake.refusals()).isEmpty();
  }

  @Test
  void onlyDaysOfOneSourceOfFilesAreReloaded() {
    TrialLake lake = tills("lake");
    assertThatThrownBy(() -> reload(lake.with("ingest.source=\"\""), "2026-03-01"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("does not say of which source");
    assertThatThrownBy(() -> reload(lake.with("sources.till.format=delta"), "2026-03-01"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is of format delta, which --reload cannot read again");
    assertThatThrownBy(() -> reload(lake.with("ingest.source=tlil"), "2026-03-01"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Did you mean 'till'?");
    assertThatThrownBy(() -> reload(lake, "yesterday"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected days such as 2026-01-01..2026-01-31");
    assertThatThrownBy(() -> reload(lake.with("ingest.follow=true"), "2026-03-01"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("leave follow and preview out");
  }

  private static JobReport reload(TrialLake lake, String days) {
    return lake.with("ingest.reload=\"" + days + "\"").context().run(new IngestJob());
  }

  private static List<String> told(TrialLake lake) {
    return lake.events(EventsTable.EVENT_ID, EventsTable.EVENT_TIME, EventsTable.AMOUNT);
  }

  private static long version(TrialLake lake) {
    return lake.context().lake().version(EventsTable.SPEC);
  }

  private static List<String> changes(TrialLake lake, long after) {
    Lake tables = lake.context().lake();
    return tables
        .changes(EventsTable.SPEC, after, tables.version(EventsTable.SPEC))
        .selectExpr("concat_ws(' ', event_id, _change_type) AS change")
        .orderBy("change")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private TrialLake tills(String name) {
    return TrialLake.of(
        spark,
        folder.resolve(name),
        "ingest.source=till",
        "sources.till.format=csv",
        "sources.till.path=" + files(),
        "sources.till.channel=store",
        "sources.till.zone=Asia/Shanghai",
        "sources.till.select={event_id=id, event_name=\"'purchase'\", event_time=at,"
            + " amount=paid}");
  }

  private Path files() {
    try {
      return Files.createDirectories(folder.resolve("files"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(files().resolve(name), "id,at,paid\n" + String.join("\n", lines) + "\n");
  }

  private void parquet(String name, String row) throws IOException {
    Path written = folder.resolve("written-" + name);
    spark.sql("SELECT " + row).coalesce(1).write().parquet(written.toString());
    try (var parts = Files.list(written)) {
      Path part =
          parts.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(part, files().resolve(name + ".parquet"));
    }
  }
}
