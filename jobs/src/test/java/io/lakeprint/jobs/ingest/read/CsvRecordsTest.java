package io.lakeprint.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRecordsTest {
  @TempDir Path folder;

  private static final ReadPlan A_AND_B =
      ReadPlan.of(RecordFormat.CSV, List.of(FieldSpec.of("a"), FieldSpec.of("b")));

  private List<String> read(String text) {
    return read(text, A_AND_B);
  }

  private List<String> read(String text, ReadPlan plan) {
    return Records.read(Records.write(folder, "file.csv", text), plan);
  }

  @Test
  void findsColumnsByTheHeaderOfEachFile() {
    assertThat(read("a,b\n1,2\n")).containsExactly("2: 1|2");
    assertThat(read("b,extra,a\n1,2,3\n")).containsExactly("2: 3|1 {extra=2}");
  }

  @Test
  void readsQuotesDelimitersLineEndsAndBlanksInsideValues() {
    assertThat(
            read(
                "\uFEFFa,b\r\n\"x, \"\"y\"\"\",\"line 1\r\nline 2\"\r\n 5\" screen ,\r\n\"\",z\r\n"))
        .containsExactly("2: x, \"y\"|line 1\nline 2", "4:  5\" screen |~", "5: |z");
  }

  @Test
  void readsOtherDialects() {
    ReadPlan plan = A_AND_B.with(ReadOptions.DEFAULTS.withDialect(';', '\'', '\\'));
    assertThat(read("a;b\n'it\\'s; \\\\';2\n", plan)).containsExactly("2: it's; \\|2");
  }

  @Test
  void anOpenQuoteCostsOneRecord() {
    assertThat(read("a,b\n1,\"open\n2,x\n3,y\n4,\"good\nlines\"\n"))
        .containsExactly(
            "2: BAD_RECORD the quote at column 3 is not closed, or closed in mid-value",
            "3: 2|x",
            "4: 3|y",
            "5: 4|good\nlines");
  }

  @Test
  void anOpenQuoteInTheLastLinesCostsOneRecord() {
    assertThat(read("a,b\n1,\"open\n2,x\n"))
        .containsExactly(
            "2: BAD_RECORD the quote at column 3 is not closed, or closed in mid-value", "3: 2|x");
  }

  @Test
  void anOpenQuoteLooksAheadNoFurtherThanOneRecordMayBeLong() {
    StringBuilder text = new StringBuilder("a,b\n1,\"open\n");
    for (int i = 0; i < 1000; i++) {
      text.append("2,x\n");
    }
    ReadPlan plan = A_AND_B.with(ReadOptions.DEFAULTS.withMaxRecordBytes(100));
    assertThat(read(text + "3,\"\"\n", plan))
        .hasSize(1002)
        .startsWith("2: BAD_RECORD the quote at column 3 is not closed, or closed in mid-value")
        .endsWith("1003: 3|");
  }

  @Test
  void everyLineWithAStrayQuoteIsRefusedAlone() {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 2000; i++) {
      text.append("\"x,").append(i).append('\n');
    }
    List<String> rows = read(text + "1,2\n");
    assertThat(rows).hasSize(2001).last().isEqualTo("2002: 1|2");
    assertThat(rows.subList(0, 2000)).allMatch(row -> row.contains(": BAD_RECORD the quote"));
  }

  @Test
  void textBehindAClosingQuoteIsABadRecord() {
    assertThat(read("a,b\n\"1\"x,2\n3,4\n"))
        .containsExactly("2: BAD_RECORD text follows a closing quote at column 4", "3: 3|4");
  }

  @Test
  void aWrongNumberOfColumnsIsABadRecord() {
    assertThat(read("a,b\n1\n1,2,3\n\n4,5\n"))
        .containsExactly(
            "2: BAD_RECORD the record has 1 columns, expected 2",
            "3: BAD_RECORD the record has 3 columns, expected 2",
            "5: 4|5");
  }

  @Test
  void aMissingOrDoubledColumnIsOneProblemOfTheFile() {
    assertThat(read("b,c\n1,2\n3,4\n")).containsExactly("@0: MISSING_COLUMN the header lacks: a");
    assertThat(read("a,b,a\n1,2,3\n"))
        .containsExactly("@0: DUPLICATE_HEADER the header names twice: a");
  }

  @Test
  void aBrokenHeaderIsOneProblemOfTheFile() {
    assertThat(read("\"a\"x,b\n1,2\n"))
        .containsExactly("@0: NOT_CSV the header: text follows a closing quote at column 4");
  }

  @Test
  void aColumnWithoutNameIsCalledByItsNumber() {
    assertThat(read("a,b,\n1,2,3\n")).containsExactly("2: 1|2 {_c3=3}");
  }

  @Test
  void takesGivenColumnsWhereThereIsNoHeader() {
    ReadPlan plan = A_AND_B.with(ReadOptions.DEFAULTS.withColumns(List.of("b", "a")));
    assertThat(read("1,2\n3\n", plan))
        .containsExactly("1: 2|1", "2: BAD_RECORD the record has 1 columns, expected 2");
  }

  @Test
  void aBadByteCostsItsRecordWithAllItsLines() {
    byte[] text = "a,b\n1,\"x\n?\"\n2,y\n".getBytes(Charset.forName("UTF-8"));
    text[9] = (byte) 0xFF;
    assertThat(Records.read(Records.write(folder, "file.csv", text), A_AND_B))
        .containsExactly("2: BAD_ENCODING byte 0xFF at column 1 is no UTF-8 text", "4: 2|y");
  }

  @Test
  void delimitersInsideGb18030CharactersAreNoDelimiters() {
    Charset gb = Charset.forName("GBK");
    ReadPlan plan =
        A_AND_B.with(ReadOptions.DEFAULTS.withCharset("GBK").withDialect('|', '"', '"'));
    // The second byte of this character is the one of the delimiter.
    String character = new String(new byte[] {(byte) 0x81, '|'}, gb);
    Path file = Records.write(folder, "f.csv", ("a|b\n" + character + "|\"x\ny\"\n").getBytes(gb));
    assertThat(Records.read(file, plan)).containsExactly("2: " + character + "|x\ny");
  }

  @Test
  void anEmptyFileAndALoneHeaderHaveNoRecords() {
    assertThat(read("")).isEmpty();
    assertThat(read("a,b")).isEmpty();
  }

  @Test
  void aRecordOverTheLimitIsRefusedAndTheNextCounts() {
    ReadPlan plan = A_AND_B.with(ReadOptions.DEFAULTS.withMaxRecordBytes(50));
    assertThat(read("a,b\n1," + "x".repeat(100) + "\n3,4\n", plan))
        .containsExactly(
            "2: RECORD_TOO_LONG the record has 102 bytes, max-record-bytes is 50", "3: 3|4");
  }
}
