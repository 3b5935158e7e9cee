package io.lakeprint.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the same in every format: compression, cut files, limits, splits. */
class FilesTest {
  @TempDir Path folder;

  private static final ReadPlan JSON = ReadPlan.of(RecordFormat.JSON, List.of(FieldSpec.of("a")));

  private static byte[] lines(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("{\"a\":")
          .append(i)
          .append(",\"pad\":\"")
          .append(i * 7919L % 1000)
          .append("\"}\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsGzipByItsContentWhateverTheName() {
    byte[] text = lines(3);
    Path named = Records.write(folder, "a.json.gz", Records.gzip(text));
    Path misnamed = Records.write(folder, "a.json", Records.gzip(text));
    Path plain = Records.write(folder, "b.json.gz", text);
    List<String> expected = Records.read(Records.write(folder, "c.json", text), JSON);
    assertThat(expected).hasSize(3);
    assertThat(Records.read(named, JSON)).isEqualTo(expected);
    assertThat(Records.read(misnamed, JSON)).isEqualTo(expected);
    assertThat(Records.read(plain, JSON)).isEqualTo(expected);
  }

  @Test
  void readsEveryMemberOfAGzipFile() {
    byte[] one = Records.gzip("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));
    byte[] two = Records.gzip("{\"a\":2}\n".getBytes(StandardCharsets.UTF_8));
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    assertThat(Records.read(Records.write(folder, "a.gz", both), JSON))
        .containsExactly("1: 1", "2: 2");
  }

  @Test
  void aCutGzipGivesTheRecordsBeforeTheCutAndOneProblem() {
    byte[] text = lines(5000);
    List<String> all = Records.read(Records.write(folder, "all.json", text), JSON);
    byte[] whole = Records.gzip(text);
    Random random = new Random(42);
    for (int round = 0; round < 60; round++) {
      int length = 1 + random.nextInt(whole.length - 1);
      Path cut = Records.write(folder, "cut.json.gz", Arrays.copyOf(whole, length));
      List<Row> rows = Records.rows(cut, JSON);
      Row last = rows.get(rows.size() - 1);
      assertThat(last.getString(3))
          .as("cut after %s of %s bytes", length, whole.length)
          .isEqualTo(ProblemCodes.TRUNCATED_FILE);
      assertThat(rows.subList(0, rows.size() - 1).stream().map(Records::text))
          .isEqualTo(all.subList(0, rows.size() - 1));
    }
  }

  @Test
  void aDamagedGzipIsATruncatedFile() {
    byte[] bytes = Records.gzip(lines(5000));
    for (int i = bytes.length / 2; i < bytes.length / 2 + 50; i++) {
      bytes[i] ^= 0x5A;
    }
    List<String> rows = Records.read(Records.write(folder, "a.json.gz", bytes), JSON);
    assertThat(rows).last().asString().contains("TRUNCATED_FILE the compressed data");
    assertThat(rows.size()).isGreaterThan(1000);
  }

  @Test
  void aCutInsideAQuotedCsvValueStillReplaysItsLines() {
    byte[] text = "a,b\n1,\"open\n2,x\n3,y\n".getBytes(StandardCharsets.UTF_8);
    byte[] whole = Records.gzip(text);
    Path cut = Records.write(folder, "a.csv.gz", Arrays.copyOf(whole, whole.length - 4));
    assertThat(
            Records.read(
                cut, ReadPlan.of(RecordFormat.CSV, List.of(FieldSpec.of("a"), FieldSpec.of("b")))))
        .satisfiesExactly(
            open -> assertThat(open).startsWith("2: BAD_RECORD"),
            two -> assertThat(two).isEqualTo("3: 2|x"),
            three -> assertThat(three).isEqualTo("4: 3|y"),
            end -> assertThat(end).startsWith("5: TRUNCATED_FILE"));
  }

  @Test
  void aFileThatVanishedIsUnreadable() {
    assertThat(
            Records.rows(List.of(new SourceFile(folder.resolve("gone.json").toString(), 5)), JSON))
        .extracting(Records::text)
        .containsExactly(
            "@0: UNREADABLE_FILE the file is gone or may not be read (FileNotFoundException)");
  }

  @Test
  void aFileShorterThanListedIsTruncated() {
    Path file = Records.write(folder, "a.json", "{\"a\":1}\n");
    for (long split : new long[] {1 << 20, 6, 15}) {
      ReadPlan plan = JSON.with(ReadOptions.DEFAULTS.withSplitBytes(split));
      assertThat(Records.rows(List.of(new SourceFile(file.toString(), 20)), plan))
          .as("ranges of %s", split)
          .extracting(Records::text)
          .containsExactly(
              "1: 1", "@8: TRUNCATED_FILE the file was listed with 20 bytes, but has 8");
    }
  }

  @Test
  void aHundredMillionCharactersInALineArePassedOverAndTheNextLineCounts() throws IOException {
    Path file = folder.resolve("long.json");
    byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write("{\"a\":1}\n{\"a\":\"".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 100; i++) {
        out.write(block);
      }
      out.write("\"}\n{\"a\":3}\n".getBytes(StandardCharsets.UTF_8));
    }
    List<String> expected =
        List.of(
            "0 : 1",
            "8 : RECORD_TOO_LONG the record has 104857608 bytes, max-record-bytes is 1048576",
            "104857617 : 3");
    assertThat(Records.rows(file, JSON)).extracting(Records::atOffset).isEqualTo(expected);
    ReadPlan split = JSON.with(ReadOptions.DEFAULTS.withSplitBytes(30 << 20));
    assertThat(Records.rows(file, split)).extracting(Records::atOffset).isEqualTo(expected);
  }

  @Test
  void theLimitCountsTheBytesWithoutLineEnd() {
    ReadPlan plan = JSON.with(ReadOptions.DEFAULTS.withMaxRecordBytes(8));
    assertThat(
            Records.read(
                Records.write(folder, "a", "{\"a\":11}\r\n{\"a\":111}\r\n{\"a\":1}"), plan))
        .containsExactly(
            "1: 11", "2: RECORD_TOO_LONG the record has 9 bytes, max-record-bytes is 8", "3: 1");
    assertThat(
            Records.read(Records.write(folder, "a", "[{\"a\":11},\n{\"a\":111},{\"a\":1}]"), plan))
        .containsExactly(
            "1: 11", "2: RECORD_TOO_LONG the record has 9 bytes, max-record-bytes is 8", "2: 1");
  }

  @Test
  void rangesOfAnySizeGiveTheSameRecords() {
    String json =
        "\uFEFF{\"a\":1}\r\n\n{\"a\":\"中文\"}\n{bad\n"
            + "{\"a\":\""
            + "y".repeat(90)
            + "\"}\n\r\n{\"a\":2}";
    String ncsa =
        "1.1.1.1 - - [t] \"GET / HTTP/1.1\" 200 5\nbad\n2.2.2.2 - u [t] \"GET / HTTP/1.1\" 200 5\n";
    everySplit(JSON.with(ReadOptions.DEFAULTS.withMaxRecordBytes(80)), json);
    everySplit(JSON, "[{\"a\":1},\n{\"a\":2},\n{\"a\":3}]");
    everySplit(JSON, "<html>\n<p>\n</html>\n");
    everySplit(ReadPlan.of(RecordFormat.NCSA, List.of(FieldSpec.of("host"))), ncsa);
    everySplit(ReadPlan.of(RecordFormat.TEXT, List.of(FieldSpec.of("value"))), "\n\na\r\n\nb");
    everySplit(
        new ReadPlan(
            RecordFormat.TSV,
            ReadOptions.DEFAULTS.withColumns(List.of("x", "y")),
            List.of(FieldSpec.of("x")),
            true,
            false),
        "1\t2\n3\n5\t6\n");
  }

  private void everySplit(ReadPlan plan, String text) {
    Path file = Records.write(folder, "split", text);
    List<String> whole = Records.rows(file, plan).stream().map(Records::atOffset).toList();
    assertThat(whole).isNotEmpty();
    for (long size = 1; size <= file.toFile().length(); size++) {
      ReadPlan split = plan.with(plan.options().withSplitBytes(size));
      assertThat(Records.rows(file, split).stream().map(Records::atOffset))
          .as("%s in ranges of %s bytes", plan.format(), size)
          .isEqualTo(whole);
    }
  }

  @Test
  void misnamedGzipIsReadOnceAlsoWhenItsNameAllowsRanges() {
    Path file = Records.write(folder, "a.json", Records.gzip(lines(2000)));
    ReadPlan split = JSON.with(ReadOptions.DEFAULTS.withSplitBytes(1000));
    assertThat(Records.rows(file, split)).hasSize(2000);
  }

  @Test
  void withRawEveryRecordCarriesItsBytes() {
    ReadPlan plan =
        new ReadPlan(
            RecordFormat.JSON, ReadOptions.DEFAULTS, List.of(FieldSpec.of("a")), false, true);
    Row row = Records.rows(Records.write(folder, "a.json", "{\"a\": 1, \"b\":2}\r\n"), plan).get(0);
    assertThat(new String(row.<byte[]>getAs(5), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\": 1, \"b\":2}");
    assertThat(row.isNullAt(row.size() - 1)).isTrue();
  }
}
