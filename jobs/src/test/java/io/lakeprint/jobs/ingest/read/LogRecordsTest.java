package io.lakeprint.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tab-separated values, access logs and plain text. */
class LogRecordsTest {
  @TempDir Path folder;

  private static List<FieldSpec> fields(String... names) {
    return List.of(names).stream().map(FieldSpec::of).toList();
  }

  private List<String> read(RecordFormat format, String text, String... names) {
    return Records.read(
        Records.write(folder, "file.log", text), ReadPlan.of(format, fields(names)));
  }

  @Test
  void tsvNamesColumnsByPositionAndEmptyIsNull() {
    ReadPlan plan =
        new ReadPlan(
            RecordFormat.TSV,
            ReadOptions.DEFAULTS.withColumns(List.of("a", "b", "c")),
            fields("c", "a"),
            true,
            false);
    Path file = Records.write(folder, "f.tsv", "1\t\"2\t3\n\t\t\n1\t2\n1\t2\t3\t4\n\n4\t5\t6");
    assertThat(Records.read(file, plan))
        .containsExactly(
            "1: 3|1 {b=\"2}",
            "2: ~|~",
            "3: BAD_RECORD the record has 2 columns, expected 3",
            "4: BAD_RECORD the record has 4 columns, expected 3",
            "6: 6|4 {b=5}");
  }

  @Test
  void ncsaReadsCommonAndCombinedLines() {
    assertThat(
            read(
                RecordFormat.NCSA,
                """
                127.0.0.1 - frank smith [10/Oct/2000:13:55:36 -0700] "GET /a?b=c HTTP/1.0" 200 2326
                ::1 - - [10/Oct/2000:13:55:36 -0700] "POST / HTTP/1.1" 301 - "-" "A \\"B\\" \\xe4\\xb8\\xad" 0.004
                """,
                "host",
                "user",
                "time",
                "method",
                "target",
                "status",
                "bytes",
                "referer",
                "agent"))
        .containsExactly(
            "1: 127.0.0.1|frank smith|10/Oct/2000:13:55:36 -0700|GET|/a?b=c|200|2326|~|~"
                + " {protocol=HTTP/1.0}",
            "2: ::1|~|10/Oct/2000:13:55:36 -0700|POST|/|301|~|~|A \"B\" 中"
                + " {extra=0.004, protocol=HTTP/1.1}");
  }

  @Test
  void ncsaKeepsRequestsThatAreNone() {
    assertThat(
            read(
                RecordFormat.NCSA,
                "1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] \"\\x16\\x03\\x01\" 400 0 \"-\" \"-\"\n",
                "method",
                "status"))
        .containsExactly(
            "1: ~|400 {bytes=0, host=1.2.3.4, request=\u0016\u0003\u0001,"
                + " time=10/Oct/2000:13:55:36 -0700}");
  }

  @Test
  void ncsaRefusesLinesThatAreNoneAndReadsOn() {
    assertThat(
            read(
                RecordFormat.NCSA,
                """
                1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] "GET / HT
                hello
                1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" ok 5
                1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 5
                """,
                "status"))
        .satisfiesExactly(
            cut -> assertThat(cut).isEqualTo("1: BAD_RECORD no request at column 51"),
            text -> assertThat(text).startsWith("2: BAD_RECORD no host"),
            status -> assertThat(status).startsWith("3: BAD_RECORD no status"),
            good -> assertThat(good).startsWith("4: 200"));
  }

  @Test
  void w3cFollowsTheDirectiveAlsoWhenItChanges() {
    assertThat(
            read(
                RecordFormat.W3C,
                """
                #Version: 1.0
                #Fields: date time c-ip cs(User-Agent)
                2024-05-01 10:00:00 10.0.0.1 Mozilla/5.0+(X11)
                2024-05-01 10:00:01 -
                #Fields: cs(User-Agent) time date sc-status
                "A ""quoted"" agent"\t10:00:02 2024-05-01 200
                """,
                "date",
                "time",
                "c-ip",
                "cs(User-Agent)"))
        .containsExactly(
            "3: 2024-05-01|10:00:00|10.0.0.1|Mozilla/5.0+(X11)",
            "4: BAD_RECORD the record has 3 columns, expected 4",
            "6: 2024-05-01|10:00:02|~|A \"quoted\" agent {sc-status=200}");
  }

  @Test
  void w3cTakesTheDayFromItsDirectiveWhereRecordsHaveNone() {
    assertThat(
            read(
                RecordFormat.W3C,
                """
                #Fields: time c-ip
                #Date: 2024-05-01 00:00:00
                10:00:00 10.0.0.1
                #Date: 2024-05-02 00:00:00
                00:00:01 -
                """,
                "date",
                "time"))
        .containsExactly("3: 2024-05-01|10:00:00 {c-ip=10.0.0.1}", "5: 2024-05-02|00:00:01");
  }

  @Test
  void w3cWithoutDirectiveIsOneProblem() {
    assertThat(read(RecordFormat.W3C, "1 2 3\n4 5 6\n#Fields: a b c\n7 8 9\n", "a"))
        .containsExactly(
            "1: NOT_W3C records stand before the first #Fields: directive", "4: 7 {b=8, c=9}");
  }

  @Test
  void textKeepsEveryLine() {
    assertThat(read(RecordFormat.TEXT, "a b\n\n  c", "value"))
        .containsExactly("1: a b", "2: ", "3:   c");
  }

  @Test
  void binaryFilesAreRefusedInEveryFormat() {
    for (RecordFormat format : RecordFormat.values()) {
      ReadPlan plan = ReadPlan.of(RecordFormat.TEXT, List.of());
      ReadPlan ofFormat =
          new ReadPlan(
              format, plan.options().withColumns(List.of("value")), plan.fields(), true, false);
      Path file = Records.write(folder, "file.bin", new byte[] {'a', 0, 'b', '\n', 0});
      assertThat(Records.read(file, ofFormat))
          .singleElement()
          .asString()
          .startsWith("@0: NOT_" + format.name());
    }
  }
}
