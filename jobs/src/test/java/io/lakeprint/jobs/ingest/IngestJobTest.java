package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.GateRefusedException;
import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.error.UsageException;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TrialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class IngestJobTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final SparkSession spark;
  private final Path folder;
  private Path files;

  IngestJobTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
    this.files = folder.resolve("files");
  }

  @BeforeEach
  void makeFolder() throws IOException {
    files = Files.createDirectories(folder.resolve("files"));
  }

  @Test
  void whatIsNoIdentifierIsToldOnTheEventThatStays() throws IOException {
    write(
        "a.jsonl",
        "{\"id\": \"1\", \"mail\": \"test@test.com\", \"who\": \"" + "u".repeat(2000) + "\"}");
    write("b.jsonl", "{\"id\": \"2\", \"who\": \"ann\"}");
    TrialLake lake =
        TrialLake.of(
            spark,
            folder.resolve("lake"),
            "sources.web={format=json, channel=web, path=\"" + files + "\"}",
            "sources.web.columns={id=id, who=who, mail=mail}",
            "sources.web.select={event_id=id, event_name=\"'open'\","
                + " event_time=\"'2026-03-01T10:00:00Z'\","
                + " ids=\"array(named_struct('type','member_id','scope','','value',who),"
                + "named_struct('type','email','scope','','value',mail),"
                + "named_struct('type','shoe_size','scope','','value','42'))\"}");

    assertThat(lake.ingest()).isEqualTo(new JobReport.Records(2, 2, 0, 0));
    assertThat(
            spark
                .read()
                .format("delta")
                .load(folder + "/lake/events/events")
                .orderBy("event_id")
                .selectExpr("concat_ws(' ', ids.value, properties['dropped_ids'])")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "email:test_value,member_id:too_long,shoe_size:undeclared_type",
            "ann shoe_size:undeclared_type");
  }

  @Test
  void everyRecordIsAcceptedDuplicateOrRejectedAndRejectedOnesNameFileLineAndValue()
      throws IOException {
    write("a.jsonl", click("1", "10:00"), click("2", "10:01"), click("2", "10:01"));
    write(
        "b.jsonl",
        click("1", "10:00"),
        "{\"id\": \"3\", \"broken",
        "{\"id\": \"4\", \"name\": \"click\", \"at\": \"2026-13-01T10:00:00Z\", \"who\": \"u\"}",
        "{\"id\": \"5\", \"name\": \"buy\", \"at\": \"2026-03-01T10:00:00Z\", \"paid\": \"12,5o\"}",
        "{\"id\": \"6\", \"at\": \"2026-03-01T10:00:00Z\"}",
        "{\"id\": \"7\", \"name\": \"buy\", \"at\": \"2026-03-01T10:00:00Z\", \"paid\": \"-3\"}",
        "{\"id\": \"8\", \"name\": \"buy\", \"at\": \"1970-01-01T00:00:00Z\"}");

    TrialContext lake = lake("one");
    JobReport.Records records = lake.run(new IngestJob()).records().orElseThrow();

    assertThat(records).isEqualTo(new JobReport.Records(10, 2, 2, 6));
    assertThat(refusals(lake))
        .containsExactly(
            "b.jsonl:2 BAD_RECORD",
            "b.jsonl:3 BAD_TIME",
            "b.jsonl:4 BAD_NUMBER",
            "b.jsonl:5 MISSING_EVENT_NAME",
            "b.jsonl:6 BAD_NUMBER",
            "b.jsonl:7 BAD_TIME");
    assertThat(
            lake.lake().read(RejectedRecordsTable.SPEC).select("reason").collectAsList().toString())
        .contains("amount '12,5o' is no number", "amount '-3' is negative");
    assertThat(
            lake.lake()
                .read(RejectedRecordsTable.SPEC)
                .filter(RejectedRecordsTable.RAW.col().cast("string").contains("buy"))
                .count())
        .as("raw text is encrypted")
        .isZero();
  }

  @Test
  void runningAgainReadsNothingAndALostLedgerMakesOnlyDuplicates() throws IOException {
    write("a.jsonl", click("1", "10:00"), click("2", "10:01"));
    TrialContext lake = lake("one");
    lake.run(new IngestJob());
    List<String> before = events(lake);

    assertThat(lake.run(new IngestJob()).records().orElseThrow())
        .isEqualTo(new JobReport.Records(0, 0, 0, 0));
    delete(folder.resolve("one/_lakeprint/checkpoints"));
    assertThat(lake.run(new IngestJob()).records().orElseThrow())
        .isEqualTo(new JobReport.Records(2, 0, 2, 0));
    assertThat(events(lake)).isEqualTo(before);
  }

  @Test
  void aBatchThatWasWrittenBeforeACrashIsCountedAgainAndNotWrittenAgain() throws IOException {
    write("a.jsonl", click("1", "10:00"), click("1", "10:00"), "{\"id\": \"3\"");
    TrialContext lake = lake("one");
    JobReport.Records first = lake.run(new IngestJob()).records().orElseThrow();
    List<String> before = events(lake);
    long refused = lake.lake().read(RejectedRecordsTable.SPEC).count();

    // What a kill between the tables' commits and the ledger's leaves behind.
    Path commits = folder.resolve("one/_lakeprint/checkpoints/clicks/commits");
    Files.delete(commits.resolve("0"));
    Files.deleteIfExists(commits.resolve(".0.crc"));

    assertThat(lake.run(new IngestJob()).records().orElseThrow()).isEqualTo(first);
    assertThat(events(lake)).isEqualTo(before);
    assertThat(lake.lake().read(RejectedRecordsTable.SPEC).count()).isEqualTo(refused);
  }

  @Test
  void neitherTheOrderNorTheBatchesOfFilesShowInTheEvents() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(click(String.valueOf(i % 30), "1" + i % 10 + ":0" + i % 7));
    }
    write("a.jsonl", lines.subList(0, 20).toArray(String[]::new));
    write("b.jsonl", lines.subList(20, 40).toArray(String[]::new));
    TrialContext together = lake("together");
    together.run(new IngestJob());

    files = Files.createDirectories(folder.resolve("later"));
    TrialContext apart = lake("apart");
    write("z.jsonl", lines.subList(20, 40).toArray(String[]::new));
    apart.run(new IngestJob());
    write("y.jsonl", lines.subList(0, 20).toArray(String[]::new));
    apart.run(new IngestJob());

    assertThat(events(apart)).isEqualTo(events(together)).hasSize(30);
  }

  @Test
  void theRecordThatStaysIsTheOneThePolicyNames() throws IOException {
    String early =
        "{\"id\":\"1\",\"name\":\"click\",\"at\":\"2026-03-01T10:00:00Z\",\"got\":\"2026-03-01T10:00:05Z\",\"page\":\"early\"}";
    String late = early.replace("10:00:05", "10:00:09").replace("early", "late");
    for (String policy : List.of("keep-first", "keep-latest", "reject")) {
      files = Files.createDirectories(folder.resolve(policy));
      TrialContext lake = lake("lake-" + policy, "sources.clicks.on-conflict=" + policy);
      write("a.jsonl", late);
      lake.run(new IngestJob());
      write("b.jsonl", early);
      JobReport.Records second = lake.run(new IngestJob()).records().orElseThrow();

      assertThat(lake.lake().read(EventsTable.SPEC).select("page_title").collectAsList().toString())
          .as(policy)
          .isEqualTo(policy.equals("keep-latest") ? "[[late]]" : "[[early]]");
      assertThat(second.read()).isEqualTo(1);
    }
  }

  @Test
  void repeatedLinesAreSalesWhereTheSourceSaysSo() throws IOException {
    String line = click("1", "10:00");
    for (String rule : List.of("by-content", "by-content-occurrence")) {
      files = Files.createDirectories(folder.resolve(rule));
      write("a.jsonl", line, line, line);
      TrialContext lake = lake("lake-" + rule, "sources.clicks.duplicates=" + rule);
      assertThat(lake.run(new IngestJob()).records().orElseThrow().accepted())
          .as(rule)
          .isEqualTo(rule.equals("by-content") ? 1 : 3);
    }
  }

  @Test
  void tooManyRefusalsEndTheRunAfterWhatIsGoodWasWritten() throws IOException {
    write("a.jsonl", click("1", "10:00"), "nonsense", "more nonsense");
    TrialContext lake = lake("one", "ingest.max-rejected-ratio=0.5");
    assertThatThrownBy(() -> lake.run(new IngestJob()))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("2 of 3 records");
    assertThat(lake.lake().read(EventsTable.SPEC).count()).isEqualTo(1);
  }

  @Test
  void mistakesInASourceAreToldBeforeAnythingIsWritten() throws IOException {
    write("a.jsonl", click("1", "10:00"));
    assertThatThrownBy(() -> lake("one", "sources.clicks.select.amuont=paid").run(new IngestJob()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Did you mean 'amount'?");
    assertThatThrownBy(
            () -> lake("two", "sources.clicks.select.amount=no_such_field").run(new IngestJob()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no_such_field");
    assertThatThrownBy(
            () ->
                lake("three", "sources.clicks.path=" + folder.resolve("nowhere"))
                    .run(new IngestJob()))
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("nowhere");
  }

  private TrialContext lake(String name, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "privacy.demo-secret=true",
                "ingest.max-rejected-ratio=1",
                "sources.clicks.format=json",
                "sources.clicks.channel=web",
                "sources.clicks.path=" + files,
                "sources.clicks.columns={id=id, name=name, at=at, got=got, who=who, paid=paid, page=page}",
                "sources.clicks.select={event_id=id, event_name=name, event_time=at, received_at=got,"
                    + " amount=paid, page_title=page,"
                    + " ids=\"array(named_struct('type','cookie','scope','','value',who))\"}"));
    all.addAll(Arrays.asList(settings));
    return TrialContext.at(
        spark, folder.resolve(name), ZONE, LocalDate.of(2026, 3, 2), all.toArray(String[]::new));
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(files.resolve(name), String.join("\n", lines) + "\n");
  }

  private static String click(String id, String time) {
    return "{\"id\": \""
        + id
        + "\", \"name\": \"click\", \"at\": \"2026-03-01T"
        + time
        + ":00Z\", \"who\": \"visitor-"
        + id
        + "\"}";
  }

  /** Every event as text, without what says when and in which batch it came. */
  private static List<String> events(TrialContext lake) {
    Column[] columns =
        EventsTable.SPEC.columns().stream()
            .filter(column -> !column.audit())
            .map(ColumnSpec::col)
            .toArray(Column[]::new);
    return lake
        .lake()
        .read(EventsTable.SPEC)
        .select(functions.to_json(functions.struct(columns)))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static List<String> refusals(TrialContext lake) {
    return lake
        .lake()
        .read(RejectedRecordsTable.SPEC)
        .orderBy("file", "line")
        .select("file", "line", "reason_code")
        .collectAsList()
        .stream()
        .map(
            row ->
                row.getString(0).replaceAll(".*/", "") + ":" + row.get(1) + " " + row.getString(2))
        .toList();
  }

  private static void delete(Path path) throws IOException {
    try (var walk = Files.walk(path)) {
      for (Path each : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
