package io.lakeprint.jobs.ingest;

import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.ColumnSpec;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.common.tables.RejectedRecordsTable;
import io.lakeprint.testkit.TrialContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A lake that a test reads sources into, and what came of it as text. */
record TrialLake(SparkSession spark, Path folder, LocalDate asOf, List<String> settings) {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  static TrialLake of(SparkSession spark, Path folder, String... settings) {
    List<String> all =
        new ArrayList<>(List.of("privacy.demo-secret=true", "ingest.max-rejected-ratio=1"));
    all.addAll(Arrays.asList(settings));
    return new TrialLake(spark, folder, LocalDate.of(2026, 3, 2), all);
  }

  /** The same with more settings, which win. */
  TrialLake with(String... more) {
    return new TrialLake(
        spark, folder, asOf, Stream.concat(settings.stream(), Stream.of(more)).toList());
  }

  /** The same lake at the end of another day. */
  TrialLake asOf(LocalDate day) {
    return new TrialLake(spark, folder, day, settings);
  }

  TrialContext context() {
    return TrialContext.at(spark, folder, ZONE, asOf, settings.toArray(String[]::new));
  }

  JobReport.Records ingest() {
    return context().run(new IngestJob()).records().orElseThrow();
  }

  JobReport replay() {
    return context().run(new ReplayJob());
  }

  /** Values of these columns, null as ~, in the order of their ids. */
  List<String> events(ColumnSpec... columns) {
    return context()
        .lake()
        .read(EventsTable.SPEC)
        .orderBy(EventsTable.EVENT_ID.col())
        .select(text(columns))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** Every event whole, but for when and in which batch it came. */
  List<String> events() {
    return context()
        .lake()
        .read(EventsTable.SPEC)
        .select(
            functions.to_json(
                functions.struct(
                    EventsTable.SPEC.columns().stream()
                        .filter(column -> !column.audit())
                        .map(ColumnSpec::col)
                        .toArray(Column[]::new))))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** File name, line, code and reason of what is refused still. */
  List<String> refusals() {
    return context()
        .lake()
        .read(RejectedRecordsTable.SPEC)
        .filter(RejectedRecordsTable.REPLAYED_AT.col().isNull())
        .orderBy("file", "position")
        .select(
            RejectedRecordsTable.FILE.col(),
            RejectedRecordsTable.LINE.col(),
            RejectedRecordsTable.REASON_CODE.col(),
            RejectedRecordsTable.REASON.col())
        .collectAsList()
        .stream()
        .map(
            row ->
                row.getString(0).replaceAll(".*/(?=.*\\D)", "")
                    + (row.isNullAt(1) ? "" : ":" + row.get(1))
                    + " "
                    + row.getString(2)
                    + " "
                    + row.getString(3))
        .toList();
  }

  /** As if the last batch had been killed after its last table and before its ledger. */
  void forgetCommit(String ledger) {
    Path commits = folder.resolve("_lakeprint").resolve(ledger).resolve("commits");
    try (Stream<Path> files = Files.list(commits)) {
      Path last =
          files
              .filter(file -> file.getFileName().toString().matches("[0-9]+"))
              .max(java.util.Comparator.comparingInt(TrialLake::number))
              .orElseThrow();
      Files.delete(last);
      Files.deleteIfExists(commits.resolve("." + last.getFileName() + ".crc"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString());
  }

  private static Column text(ColumnSpec... columns) {
    return functions.concat_ws(
        " | ",
        Arrays.stream(columns)
            .map(column -> functions.coalesce(column.col().cast("string"), functions.lit("~")))
            .toArray(Column[]::new));
  }
}
