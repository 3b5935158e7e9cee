package io.lakeprint.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRecordsTest {
  @TempDir Path folder;

  private static final ReadPlan A_AND_B =
      ReadPlan.of(RecordFormat.JSON, List.of(FieldSpec.of("a"), new FieldSpec("b", "x.b")));

  private List<String> read(String text) {
    return read(text, A_AND_B);
  }

  private List<String> read(String text, ReadPlan plan) {
    return Records.read(Records.write(folder, "file.json", text), plan);
  }

  @Test
  void takesFieldsByPathAndKeepsTheRest() {
    assertThat(
            read(
                "{\"a\":1,\"x\":{\"b\":\"two\",\"c\":true},\"d\":{\"e\":{\"f\":null,\"g\":\"\"}}}"))
        .containsExactly("1: 1|two {d.e.g=, x.c=true}");
  }

  @Test
  void keepsNumbersAsTheyAreWritten() {
    assertThat(
            read(
                "{\"a\":0.1000000000000000055511151231257827,\"x\":{\"b\":1E400}}\n{\"a\":12345678901234567890123}"))
        .containsExactly(
            "1: 0.1000000000000000055511151231257827|1E400", "2: 12345678901234567890123|~");
  }

  @Test
  void givesListsAndWantedObjectsAsTheirJsonText() {
    ReadPlan plan =
        ReadPlan.of(
            RecordFormat.JSON,
            List.of(FieldSpec.of("x"), new FieldSpec("deep", "x.y.z"), FieldSpec.of("list")));
    assertThat(
            read(
                "{\"x\":{\"y\": {\"z\" :1}},\"list\":[1, {\"k\":\"é\"}],\"other\":[ ],\"none\":{}}",
                plan))
        .containsExactly("1: {\"y\": {\"z\" :1}}|1|[1, {\"k\":\"é\"}] {none={}, other=[ ]}");
  }

  @Test
  void nullIsNullAndTheLastOfEqualKeysWins() {
    assertThat(
            read("{\"a\":1,\"a\":null,\"x\":{\"b\":\"first\",\"b\":\"last\"},\"r\":1,\"r\":null}"))
        .containsExactly("1: ~|last");
  }

  @Test
  void aKeyWithDotsIsWrittenWithBackslashes() {
    ReadPlan plan = ReadPlan.of(RecordFormat.JSON, List.of(new FieldSpec("v", "x.a\\.b")));
    assertThat(read("{\"x\":{\"a.b\":7}}", plan)).containsExactly("1: 7");
  }

  @Test
  void undoesEscapesInTextAndKeys() {
    assertThat(read("{\"\\u0061\":\"\\u4e2d\\n\\\"\\ud83d\\ude00\"}"))
        .containsExactly("1: 中\n\"😀|~");
  }

  @Test
  void aBadLineCostsNoOtherLine() {
    assertThat(
            read(
                """
                {"a":1}
                {"a":2
                {"a":3}x
                {"a":"\tb"}
                {'a':4}
                [1]x
                17
                {"a":NaN}
                {"a":01}

                {"a":5}
                """))
        .containsExactly(
            "1: 1|~",
            "2: BAD_RECORD the JSON object ends too early, after 6 bytes",
            "3: BAD_RECORD text follows the JSON object",
            "4: BAD_RECORD no JSON at column 7",
            "5: BAD_RECORD no JSON at column 2",
            "6: BAD_RECORD a JSON object is expected, but there is a list or a bare value",
            "7: BAD_RECORD a JSON object is expected, but there is a list or a bare value",
            "8: BAD_RECORD no JSON at column 9",
            "9: BAD_RECORD no JSON at column 7",
            "11: 5|~");
  }

  @Test
  void aProblemNeverRepeatsWhatTheRecordSays() {
    assertThat(read("{\"a\":1}\n{\"phone\":secret13800138000}"))
        .last()
        .asString()
        .doesNotContain("138");
  }

  @Test
  void aProblemKeepsTheBytesOfTheRecord() {
    Path file = Records.write(folder, "file.json", "{\"a\":1}\n{\"a\":\n");
    byte[] raw = Records.rows(file, A_AND_B).get(1).getAs(5);
    assertThat(new String(raw, StandardCharsets.UTF_8)).isEqualTo("{\"a\":");
  }

  @Test
  void deepNestingIsABadRecord() {
    assertThat(read("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}\n{\"a\":1}"))
        .satisfiesExactly(
            bad -> assertThat(bad).startsWith("1: BAD_RECORD nested deeper"),
            good -> assertThat(good).isEqualTo("2: 1|~"));
  }

  @Test
  void refusesBytesThatAreNoUtf8AndReadsOn() {
    byte[] text = "{\"a\":\"中\"}\n{\"a\":\"?\"}\n{\"a\":\"\"}\n".getBytes(StandardCharsets.UTF_8);
    int mark = new String(text, StandardCharsets.ISO_8859_1).indexOf('?');
    text[mark] = (byte) 0xE4;
    assertThat(Records.read(Records.write(folder, "file.json", text), A_AND_B))
        .containsExactly(
            "1: 中|~", "2: BAD_ENCODING byte 0xE4 at column 7 is no UTF-8 text", "3: |~");
  }

  @Test
  void readsExportsInGb18030() {
    Charset gb = Charset.forName("GB18030");
    byte[] good = "{\"a\":\"会员\"}\n".getBytes(gb);
    byte[] bad = {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, (byte) 0xFF, '"', '}', '\n'};
    byte[] text = new byte[2 * good.length + bad.length];
    System.arraycopy(good, 0, text, 0, good.length);
    System.arraycopy(bad, 0, text, good.length, bad.length);
    System.arraycopy(good, 0, text, good.length + bad.length, good.length);
    ReadPlan plan = A_AND_B.with(ReadOptions.DEFAULTS.withCharset("GB18030"));
    assertThat(Records.read(Records.write(folder, "file.json", text), plan))
        .containsExactly(
            "1: 会员|~", "2: BAD_ENCODING byte 0xFF at column 7 is no GB18030 text", "3: 会员|~");
  }

  @Test
  void utf16IsRefusedInTheOptionsAndInTheFile() {
    assertThatThrownBy(() -> ReadOptions.DEFAULTS.withCharset("UTF-16"))
        .hasMessageContaining("convert the files to UTF-8");
    Path file = Records.write(folder, "file.json", "{\"a\":1}".getBytes(StandardCharsets.UTF_16));
    assertThat(Records.read(file, A_AND_B))
        .containsExactly(
            "@0: NOT_JSON expected json, but the file is UTF-16 text; convert it to UTF-8");
  }

  @Test
  void anImageAWebPageAndAParquetFileAreRefusedOnce() {
    byte[] png = new byte[100_000];
    System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n'}, 0, png, 0, 6);
    for (int i = 6; i < png.length; i++) {
      png[i] = (byte) (i % 7 == 0 ? '\n' : i);
    }
    assertThat(Records.read(Records.write(folder, "a.json", png), A_AND_B))
        .containsExactly("@0: NOT_JSON expected json, but the file is a PNG image");
    assertThat(read("<html>\n<body>502 Bad Gateway</body>\n</html>\n"))
        .containsExactly(
            "@0: NOT_JSON expected json, but the file is text in which no line begins with { or [");
    assertThat(read("PAR1\u0015\u0004\u0015"))
        .containsExactly("@0: NOT_JSON expected json, but the file is a Parquet file");
  }

  @Test
  void emptyAndBlankFilesHaveNoRecordAndNoProblem() {
    assertThat(read("")).isEmpty();
    assertThat(read("\n  \r\n\n")).isEmpty();
    assertThat(read("\uFEFF")).isEmpty();
  }

  @Test
  void acceptsAByteOrderMarkWindowsLineEndsAndNoLastLineEnd() {
    assertThat(read("\uFEFF{\"a\":1}\r\n{\"a\":2}\r\n{\"a\":3}"))
        .containsExactly("1: 1|~", "2: 2|~", "3: 3|~");
  }

  @Test
  void readsEveryElementOfAnArrayWhateverItsLines() {
    assertThat(read("[{\"a\":1},{\"a\":\"],}{[\\\"\"} ,\n {\"a\":\n3}\n]\n[{\"a\":4}]"))
        .containsExactly("1: 1|~", "1: ],}{[\"|~", "2: 3|~", "5: 4|~");
  }

  @Test
  void aBadElementCostsNoOtherElement() {
    assertThat(read("[{\"a\":1},{\"a\" 2},7,[8],{\"a\":\"open}\n,{\"a\":3}\n,{\"a\":4}]"))
        .satisfiesExactly(
            one -> assertThat(one).isEqualTo("1: 1|~"),
            two -> assertThat(two).startsWith("1: BAD_RECORD no JSON"),
            seven -> assertThat(seven).startsWith("1: BAD_RECORD a JSON object is expected"),
            eight -> assertThat(eight).startsWith("1: BAD_RECORD a JSON object is expected"),
            open -> assertThat(open).startsWith("1: BAD_RECORD"),
            three -> assertThat(three).isEqualTo("2: 3|~"),
            four -> assertThat(four).isEqualTo("3: 4|~"));
  }

  @Test
  void anArrayThatIsNotClosedIsATruncatedFile() {
    assertThat(read("[{\"a\":1},\n{\"a\":2},\n"))
        .containsExactly(
            "1: 1|~", "2: 2|~", "3: TRUNCATED_FILE the array is not closed at the end");
    assertThat(read("[{\"a\":1},\n{\"a\":"))
        .containsExactly(
            "1: 1|~", "2: TRUNCATED_FILE the file ends inside the element that begins at byte 10");
  }

  @Test
  void readsObjectsThatSpanLines() {
    assertThat(read("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n")).containsExactly("1: 1|~", "4: 2|~");
  }

  @Test
  void flattenedObjectsStandInTheRestUnderTheirOwnKeys() {
    ReadPlan plan = A_AND_B.with(ReadOptions.DEFAULTS.withFlatten(List.of("p", "x.deep")));
    assertThat(
            read(
                "{\"p\":{\"k\":1,\"o\":{\"i\":2},\"id\":3},\"id\":4,\"x\":{\"b\":5,\"deep\":{\"z\":6}}}",
                plan))
        .containsExactly("1: ~|5 {id=4, k=1, o.i=2, p.id=3, z=6}");
  }

  @Test
  void anObjectCanBeAFieldAndStayInTheRest() {
    ReadPlan plan =
        ReadPlan.of(
            RecordFormat.JSON, List.of(new FieldSpec("p", "p.*"), new FieldSpec("k", "p.k")));
    assertThat(read("{\"p\":{\"k\":1,\"l\":2}}", plan))
        .containsExactly("1: {\"k\":1,\"l\":2}|1 {p.l=2}");
  }

  @Test
  void severalFieldsMayStandForOneValue() {
    ReadPlan plan =
        ReadPlan.of(
            RecordFormat.JSON, List.of(new FieldSpec("one", "x.b"), new FieldSpec("two", "x.b")));
    assertThat(read("{\"x\":{\"b\":1}}", plan)).containsExactly("1: 1|1");
  }
}
