package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.lake.Lake;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ReplayJobTest {

  private final SparkSession spark;
  private final Path folder;
  private Path files;

  ReplayJobTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.files = folder;
  }

  @BeforeEach
  void makeFolder() throws IOException {
    files = Files.createDirectories(folder.resolve("files"));
  }

  @Test
  void whatAFixLetsThroughBecomesEventsOnceAndTheRestStaysWithItsNewReason() throws IOException {
    write(
        "a.csv",
        "id,at,paid,\"who, exactly\"",
        "1,2026-03-01 10:00:00,5,alice",
        "2,01.03.2026,6,13812345678",
        "3,2026-03-01 10:00:00,free,bob",
        "4,yesterday,7,carol");
    write("b.csv", "at,paid,id", "01.03.2026,8,5");
    write("c.csv", "id,at", "6,2026-03-01 10:00:00");
    TrialLake lake = tills("lake");
    assertThat(lake.ingest()).isEqualTo(new JobReport.Records(6, 1, 0, 5));
    List<Row> sealed = raw(lake);
    assertThat(sealed)
        .allSatisfy(
            row ->
                assertThat(
                        new String(
                            row.<byte[]>getAs(0), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("13812345678", "bob", "exactly"));

    TrialLake fixed =
        lake.with(
            "sources.till.select.event_time=\"coalesce(CAST(try_to_timestamp(at, 'dd.MM.yyyy') AS"
                + " STRING), at)\"");
    JobReport report = fixed.replay();
    assertThat(report.records().orElseThrow()).isEqualTo(new JobReport.Records(4, 2, 0, 2));
    assertThat(report.notes())
        .singleElement()
        .asString()
        .contains("till: 1 refusals hold no whole record");
    assertThat(fixed.events(EventsTable.EVENT_ID, EventsTable.EVENT_TIME, EventsTable.AMOUNT))
        .containsExactly(
            "1 | 2026-03-01 10:00:00 | 5.0000",
            "2 | 2026-03-01 00:00:00 | 6.0000",
            "5 | 2026-03-01 00:00:00 | 8.0000");
    assertThat(fixed.events().get(1)).contains("\"who, exactly\":\"***\"");
    assertThat(fixed.refusals())
        .containsExactly(
            "a.csv:4 BAD_NUMBER amount 'free' is no number of at most 14 digits before the point",
            "a.csv:5 BAD_TIME event_time 'yesterday' is no timestamp",
            "c.csv MISSING_COLUMN the header lacks: paid");

    assertThat(fixed.replay().records().orElseThrow())
        .as("again")
        .isEqualTo(new JobReport.Records(2, 0, 0, 2));
    assertThat(
            lake.with(
                    "sources.till.select.amount=\"IF(paid = 'free', '0', paid)\"",
                    "sources.till.select.event_time=at")
                .replay()
                .records()
                .orElseThrow())
        .as("another fix")
        .isEqualTo(new JobReport.Records(2, 1, 0, 1));
    assertThat(fixed.events()).hasSize(4);
    assertThat(fixed.ingest().read()).as("ingest goes on as if nothing had been").isZero();
  }

  @Test
  void aReplayThatWasBrokenOffDoublesNothingAndSelectionsHold() throws IOException {
    write("a.csv", "id,at,paid", "1,01.03.2026,5", "2,2026-03-01 10:00:00,x");
    TrialLake lake = tills("lake");
    lake.ingest();
    TrialLake fixed =
        lake.with(
            "sources.till.select.event_time=\"concat('2026-03-01T00:00:00Z', left(at, 0))\"",
            "sources.till.select.amount=\"'1'\"");
    assertThat(fixed.with("replay.reason=BAD_TIME").replay().records().orElseThrow().read())
        .isEqualTo(1);
    assertThat(fixed.events(EventsTable.EVENT_ID)).containsExactly("1");

    // What a kill between the two tables leaves behind: the event is there, the mark is not.
    Lake tables = fixed.context().lake();
    spark.sql(
        "UPDATE delta.`" + tables.location(RejectedRecordsTable.SPEC) + "` SET replayed_at = NULL");
    JobReport.Records again = fixed.with("replay.source=till").replay().records().orElseThrow();
    assertThat(again).isEqualTo(new JobReport.Records(2, 1, 1, 0));
    assertThat(fixed.events(EventsTable.EVENT_ID)).containsExactly("1", "2");
    assertThat(fixed.refusals()).isEmpty();

    assertThatThrownBy(() -> fixed.with("replay.source=tlil").replay())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Did you mean 'till'?");
  }

  @Test
  void aWrongCharsetIsMendedFromTheBytesThatWereKept() throws IOException {
    Files.write(
        files.resolve("a.csv"),
        "id,at,paid,城市\n1,2026-03-01 10:00:00,5,上海\n".getBytes(Charset.forName("GB18030")));
    Files.write(
        files.resolve("b.csv"),
        "id,at,paid,city\n2,2026-03-01 10:00:00,5,北京\n".getBytes(Charset.forName("GB18030")));
    TrialLake lake = tills("lake");
    assertThat(lake.ingest().rejected()).isEqualTo(2);
    assertThat(lake.refusals()).anySatisfy(text -> assertThat(text).contains("BAD_ENCODING"));
    lake.with("sources.till.charset=GB18030").replay();
    assertThat(lake.events()).singleElement().asString().contains("\"city\":\"北京\"");
  }

  @Test
  void linesOfALogAreReplayedWithTheDirectivesTheyStoodUnder() throws IOException {
    write(
        "a.log",
        "#Fields: date time cs-uri-stem cs-username",
        "2026-03-01 10:00:00 /a u1",
        "#Fields: date time cs-username cs-uri-stem",
        "2026-03-01 10:00:01 u2 /b");
    TrialLake lake =
        TrialLake.of(
            spark,
            folder.resolve("logs"),
            "sources.log.format=w3c",
            "sources.log.path=" + files,
            "sources.log.channel=server",
            "sources.log.duplicates=by-content",
            "sources.log.columns={day=date, clock=time, target=cs-uri-stem}",
            "sources.log.select={event_name=\"nullif(target, target)\", event_time=\"concat(day,"
                + " 'T', clock, 'Z')\", page_path=target}");
    assertThat(lake.ingest()).isEqualTo(new JobReport.Records(2, 0, 0, 2));
    lake.with("sources.log.select.event_name=\"'page_view'\"").replay();
    assertThat(lake.events(EventsTable.EVENT_TIME, EventsTable.PAGE_PATH))
        .containsExactlyInAnyOrder("2026-03-01 10:00:00 | /a", "2026-03-01 10:00:01 | /b");
  }

  @Test
  void aRefusalIsThereOnceHoweverOftenItsFileIsReadAndGoesWhenItsTimeIsOver() throws IOException {
    write("a.csv", "id,at,paid", "1,never,5");
    TrialLake lake = tills("lake");
    lake.ingest();
    delete(folder.resolve("lake/_lakeprint/checkpoints"));
    assertThat(lake.ingest().rejected()).isEqualTo(1);
    assertThat(lake.refusals()).hasSize(1);

    TrialLake later = lake.asOf(LocalDate.of(2026, 4, 2));
    JobReport report = later.context().run(new IngestJob());
    assertThat(report.notes())
        .singleElement()
        .asString()
        .startsWith("1 refused records were older");
    assertThat(later.refusals()).isEmpty();
    assertThat(later.context().run(new IngestJob()).notes()).isEmpty();
  }

  private TrialLake tills(String name, String... more) {
    return TrialLake.of(
            spark,
            folder.resolve(name),
            "sources.till.format=csv",
            "sources.till.path=" + files,
            "sources.till.channel=store",
            "sources.till.select={event_id=id, event_name=\"'purchase'\", event_time=at,"
                + " amount=paid}")
        .with(more);
  }

  private static List<Row> raw(TrialLake lake) {
    return lake.context()
        .lake()
        .read(RejectedRecordsTable.SPEC)
        .filter(RejectedRecordsTable.RAW.col().isNotNull())
        .select(RejectedRecordsTable.RAW.col())
        .collectAsList();
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(files.resolve(name), String.join("\n", lines) + "\n");
  }

  private static void delete(Path path) throws IOException {
    try (var walk = Files.walk(path)) {
      for (Path each : new ArrayList<>(walk.sorted(java.util.Comparator.reverseOrder()).toList())) {
        Files.delete(each);
      }
    }
  }
}
