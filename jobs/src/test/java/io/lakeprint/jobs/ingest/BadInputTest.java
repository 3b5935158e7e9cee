package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.testkit.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Everything that files of the world have been seen to hold, in one folder. */
@ExtendWith(SparkExtension.class)
class BadInputTest {

  private static final int LONG = 1_000_000_000;

  @Test
  void eachKindOfDirtIsItsOwnRefusalAndNothingGoodIsLost(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path files = Files.createDirectories(folder.resolve("files"));
    write(files, "a-order.csv", "paid,at,id", "5,2026-03-01 10:00:00,ok-1");
    write(
        files,
        "b-values.csv",
        "id,at,paid",
        "ok-2,2026-03-01 10:00:00,5",
        "1970,1970-01-01 00:00:00,5",
        "2099,2099-12-31 00:00:00,5",
        "negative,2026-03-01 10:00:00,-5",
        "huge,2026-03-01 10:00:00,123456789012345678901234567890",
        "short,2026-03-01 10:00:00",
        "open,\"2026-03-01 10:00:00,5",
        "ok-3,2026-03-01 10:00:00,5");
    Files.write(
        files.resolve("c-utf8.csv"),
        "id,at,paid\nok-4,2026-03-01 10:00:00,5\n\u00ff,2026-03-01 10:00:00,5\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    write(files, "d-missing.csv", "id,at", "x,2026-03-01 10:00:00");
    write(files, "e-twice.csv", "id,at,paid,id", "x,2026-03-01 10:00:00,5,y");
    byte[] whole = gzip("id,at,paid\nok-5,2026-03-01 10:00:00,5\n");
    Files.write(files.resolve("f-cut.csv.gz"), Arrays.copyOf(whole, whole.length - 6));
    Files.write(
        files.resolve("g-image.csv"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    write(files, "h-checksum.csv", "id,at,paid", "x,2026-03-01 10:00:00,5");
    Files.write(
        files.resolve(".h-checksum.csv.crc"),
        new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
    Files.write(files.resolve("i-empty.csv"), new byte[0]);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(files.resolve("j-long.csv.gz")))) {
      out.write("id,at,paid\n".getBytes(StandardCharsets.UTF_8));
      byte[] block = new byte[1_000_000];
      Arrays.fill(block, (byte) 'x');
      for (int i = 0; i < LONG / block.length; i++) {
        out.write(block);
      }
      out.write("\nok-6,2026-03-01 10:00:00,5\n".getBytes(StandardCharsets.UTF_8));
    }
    TrialLake lake =
        TrialLake.of(
            spark,
            folder.resolve("lake"),
            "sources.till.format=csv",
            "sources.till.path=" + files,
            "sources.till.channel=store",
            "sources.till.select={event_id=id, event_name=\"'purchase'\", event_time=at,"
                + " amount=paid}");

    JobReport report = lake.context().run(new IngestJob());

    assertThat(lake.events(EventsTable.EVENT_ID))
        .containsExactly("ok-1", "ok-2", "ok-3", "ok-4", "ok-5", "ok-6");
    assertThat(lake.refusals())
        .containsExactly(
            "b-values.csv:3 BAD_TIME event_time 1970-01-01 00:00:00 is before 2000 or in the"
                + " future, and no time of receipt can stand in",
            "b-values.csv:4 BAD_TIME event_time 2099-12-31 00:00:00 is before 2000 or in the"
                + " future, and no time of receipt can stand in",
            "b-values.csv:5 BAD_NUMBER amount '-5' is negative",
            "b-values.csv:6 BAD_NUMBER amount '123456789012345678901234567890' is no number of at"
                + " most 14 digits before the point",
            "b-values.csv:7 BAD_RECORD the record has 2 columns, expected 3",
            "b-values.csv:8 BAD_RECORD the quote at column 6 is not closed, or closed in mid-value",
            "c-utf8.csv:3 BAD_ENCODING byte 0xFF at column 1 is no UTF-8 text",
            "d-missing.csv MISSING_COLUMN the header lacks: paid",
            "e-twice.csv DUPLICATE_HEADER the header names twice: id",
            "f-cut.csv.gz:3 TRUNCATED_FILE the compressed data is cut or damaged after byte 38",
            "g-image.csv NOT_CSV expected csv, but the file is a PNG image",
            "h-checksum.csv UNREADABLE_FILE the file does not match its checksum",
            "j-long.csv.gz:2 RECORD_TOO_LONG the record has 1000000000 bytes, max-record-bytes is"
                + " 1048576");
    assertThat(report.records()).contains(new JobReport.Records(19, 6, 0, 13));
    assertThat(report.notes())
        .singleElement()
        .asString()
        .contains("1 files are empty", "i-empty.csv");
  }

  private static void write(Path files, String name, String... lines) throws IOException {
    Files.writeString(files.resolve(name), String.join("\n", lines) + "\n");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
