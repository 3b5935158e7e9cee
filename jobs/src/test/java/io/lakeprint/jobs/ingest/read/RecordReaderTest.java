package io.lakeprint.jobs.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.testkit.SparkExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class RecordReaderTest {
  @TempDir Path folder;

  private static final ReadPlan JSON =
      ReadPlan.of(RecordFormat.JSON, List.of(FieldSpec.of("a"), new FieldSpec("deep", "x.y")));

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(row -> row.getString(0) + " " + Records.atOffset(row)).toList();
  }

  @Test
  void givesARowPerRecordAndPerProblem(SparkSession spark) {
    Path file =
        Records.write(folder, "a.json", "{\"a\":1,\"x\":{\"y\":2},\"z\":3}\n{oops\n{\"a\":4}\n");
    List<Row> rows =
        RecordReader.read(spark, List.of(Records.source(file)), JSON)
            .selectExpr(
                "_line",
                "_offset",
                "_problem_code",
                "cast(_raw as string)",
                "a",
                "deep",
                "_rest['z']")
            .collectAsList();
    assertThat(rows)
        .extracting(Row::mkString)
        .containsExactly("10nullnull123", "226BAD_RECORD{oopsnullnullnull", "332nullnull4nullnull");
  }

  @Test
  void theOrderOfFilesAndTheNumberOfTasksShowInNoRow(SparkSession spark) {
    List<SourceFile> files = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < 50 * i; k++) {
        text.append("{\"a\":").append(k).append(k % 17 == 3 ? "" : "}").append('\n');
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      files.add(
          Records.source(
              i % 3 == 0
                  ? Records.write(folder, i + ".json.gz", Records.gzip(bytes))
                  : Records.write(folder, i + ".json", bytes)));
    }
    List<String> expected = texts(RecordReader.read(spark, files, JSON).collectAsList());
    assertThat(expected).hasSize(3300);
    for (long split : new long[] {100, 1000, 1 << 20}) {
      Collections.shuffle(files, new Random(split));
      ReadPlan plan = JSON.with(ReadOptions.DEFAULTS.withSplitBytes(split));
      assertThat(texts(RecordReader.read(spark, files, plan).collectAsList())).isEqualTo(expected);
    }
  }

  @Test
  void readsTheRecordsAtSomePositionsAsItReadsThemAmongAll(SparkSession spark) {
    StringBuilder csv = new StringBuilder("a,x\n");
    StringBuilder log = new StringBuilder("#Fields: a x\n");
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      csv.append(i).append(i % 7 == 0 ? ",\"two\nlines\"\n" : i % 31 == 0 ? "\n" : ",y\n");
      log.append(i % 50 == 49 ? "#Fields: x a\n" : i + " y\n");
      json.append("{\"a\":").append(i).append(i % 17 == 3 ? "\n" : "}\n");
    }
    Random random = new Random(7);
    for (RecordFormat format :
        new RecordFormat[] {RecordFormat.JSON, RecordFormat.CSV, RecordFormat.W3C}) {
      String text =
          (format == RecordFormat.JSON ? json : format == RecordFormat.CSV ? csv : log).toString();
      List<SourceFile> files =
          List.of(
              Records.source(Records.write(folder, "one." + format, text)),
              Records.source(Records.write(folder, "two." + format, text)));
      ReadPlan plan =
          ReadPlan.of(format, List.of(FieldSpec.of("a"), FieldSpec.of("x")))
              .with(ReadOptions.DEFAULTS.withSplitBytes(500));
      List<Row> all = RecordReader.read(spark, files, plan).collectAsList();
      List<Row> some = all.stream().filter(row -> random.nextInt(10) == 0).toList();
      Positions positions =
          Positions.ofFew(spark.createDataFrame(some, plan.schema())).orElseThrow();
      List<Row> read = RecordReader.read(spark, files, plan, positions).collectAsList();
      assertThat(read).as(format.name()).containsAll(some);
      assertThat(read)
          .as(format.name())
          .hasSize(format == RecordFormat.W3C ? all.size() : some.size());
    }
  }

  @Test
  void noFilesAreNoRecords(SparkSession spark) {
    assertThat(RecordReader.read(spark, List.of(), JSON).count()).isZero();
  }

  @Test
  void tellsTheHeaderOfAFile(SparkSession spark) throws Exception {
    Path file = Records.write(folder, "a.csv", "\uFEFF\"order no\", sku\n1,2\n");
    assertThat(RecordReader.header(spark, Records.source(file), ReadOptions.DEFAULTS))
        .containsExactly("order no", "sku");
    Path image = Records.write(folder, "b.csv", new byte[] {'a', 0, 1});
    assertThatThrownBy(
            () -> RecordReader.header(spark, Records.source(image), ReadOptions.DEFAULTS))
        .isInstanceOf(UnreadableHeaderException.class)
        .hasMessageContaining("binary");
  }
}
