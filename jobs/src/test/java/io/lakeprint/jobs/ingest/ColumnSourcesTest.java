package io.lakeprint.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakeprint.common.error.InputContractException;
import io.lakeprint.common.run.JobReport;
import io.lakeprint.common.tables.EventsTable;
import io.lakeprint.testkit.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sources made of columns: files of parquet and ORC, Delta tables, tables of the catalog. */
@ExtendWith(SparkExtension.class)
class ColumnSourcesTest {

  private static final String[] TYPED = {
    "sources.shop.channel=store",
    "sources.shop.zone=Asia/Shanghai",
    "sources.shop.columns={first_note=\"extra.notes\"}",
    "sources.shop.select={event_id=id, event_name=\"'purchase'\", event_time=at,"
        + " received_at=got, amount=paid, quantity=pieces, text=first_note}"
  };

  private final SparkSession spark;
  private final Path folder;

  ColumnSourcesTest(SparkSession spark, @TempDir Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  @Test
  void rowsOfParquetKeepEveryDigitAndABadFileIsOneRefusal() throws IOException {
    Path files = Files.createDirectories(folder.resolve("parquet"));
    for (String id : List.of("1", "2", "3", "4")) {
      single(sale(id), "parquet", files.resolve(id + ".parquet"));
    }
    single(sale("5").drop("pieces"), "parquet", files.resolve("5-lacks.parquet"));
    byte[] good = Files.readAllBytes(files.resolve("2.parquet"));
    Files.write(files.resolve("2.parquet"), Arrays.copyOf(good, good.length - 20));
    byte[] damaged = Files.readAllBytes(files.resolve("3.parquet"));
    Arrays.fill(damaged, 4, 60, (byte) 7);
    Files.write(files.resolve("3.parquet"), damaged);
    Files.writeString(files.resolve("6-text.parquet"), "id,at\n1,2\n");
    Files.writeString(files.resolve("7-empty.parquet"), "");
    Path day = Files.createDirectories(files.resolve("store=north%20gate"));
    single(sale("8"), "parquet", day.resolve("8.parquet"));
    TrialLake lake =
        lake("parquet-lake", "sources.shop.format=parquet", "sources.shop.path=" + files);

    JobReport.Records first = lake.ingest();

    assertThat(first).isEqualTo(new JobReport.Records(7, 3, 0, 4));
    assertThat(
            lake.events(
                EventsTable.EVENT_ID,
                EventsTable.EVENT_TIME,
                EventsTable.RECEIVED_AT,
                EventsTable.AMOUNT,
                EventsTable.QUANTITY,
                EventsTable.TEXT))
        .containsExactly(
            "1 | 2026-03-01 01:30:00.123456 | 2026-03-01 01:31:00 | 12345678901234.5678 | 2.0000 |"
                + " [\"a\",\"b\"]",
            "4 | 2026-03-01 01:30:00.123456 | 2026-03-01 01:31:00 | 12345678901234.5678 | 2.0000 |"
                + " [\"a\",\"b\"]",
            "8 | 2026-03-01 01:30:00.123456 | 2026-03-01 01:31:00 | 12345678901234.5678 | 2.0000 |"
                + " [\"a\",\"b\"]");
    assertThat(lake.events().get(2))
        .contains("\"store\":\"north gate\"", "\"extra.depth\":\"7\"", "\"flag\":\"true\"");
    assertThat(lake.refusals())
        .containsExactly(
            "2.parquet TRUNCATED_FILE the file is cut or damaged: its footer is missing",
            "3.parquet TRUNCATED_FILE the file is damaged within; none of its records is taken",
            "5-lacks.parquet MISSING_COLUMN the file lacks: pieces",
            "6-text.parquet NOT_PARQUET expected parquet, but the file does not begin with PAR1");

    JobReport again = lake.context().run(new IngestJob());
    assertThat(again.records()).contains(new JobReport.Records(0, 0, 0, 0));
    assertThat(again.notes())
        .singleElement()
        .asString()
        .startsWith("shop: 1 files are empty, first file:")
        .contains("7-empty.parquet");
    List<String> before = lake.events();
    lake.forgetCommit("checkpoints/shop");
    assertThat(lake.ingest()).isEqualTo(first);
    assertThat(lake.events()).isEqualTo(before);
    assertThat(lake.refusals()).hasSize(4);
    assertThat(folder.resolve("parquet-lake/_lakeprint/landing/shop")).doesNotExist();
  }

  @Test
  void rowsOfOrcAreReadAlikeAndOptionalColumnsMayBeAbsent() throws IOException {
    Path files = Files.createDirectories(folder.resolve("orc"));
    single(sale("1").union(sale("2")), "orc", files.resolve("1.orc"));
    single(sale("3").drop("pieces"), "orc", files.resolve("3.orc"));
    Files.writeString(files.resolve("4.orc"), "ORC and no more");
    TrialLake lake =
        lake(
            "orc-lake",
            "sources.shop.format=orc",
            "sources.shop.optional-columns=[pieces]",
            "sources.shop.path=" + files);

    assertThat(lake.ingest()).isEqualTo(new JobReport.Records(4, 3, 0, 1));
    assertThat(lake.events(EventsTable.EVENT_ID, EventsTable.AMOUNT, EventsTable.QUANTITY))
        .containsExactly(
            "1 | 12345678901234.5678 | 2.0000",
            "2 | 12345678901234.5678 | 2.0000",
            "3 | 12345678901234.5678 | ~");
    assertThat(lake.refusals().get(0)).startsWith("4.orc TRUNCATED_FILE");
    assertThat(lake.ingest().read()).isZero();
  }

  @Test
  void rowsAddedToADeltaTableAreReadOnceAndChangedOnesAreTold() {
    String table = folder.resolve("delta").toString();
    sale("1").write().format("delta").save(table);
    TrialLake lake = lake("delta-lake", "sources.shop.format=delta", "sources.shop.path=" + table);
    assertThat(lake.ingest()).isEqualTo(new JobReport.Records(1, 1, 0, 0));

    sale("1").union(sale("2")).write().format("delta").mode("append").save(table);
    JobReport.Records second = lake.ingest();
    assertThat(second).isEqualTo(new JobReport.Records(2, 1, 1, 0));
    List<String> before = lake.events();
    lake.forgetCommit("checkpoints/shop");
    assertThat(lake.ingest()).isEqualTo(second);
    assertThat(lake.ingest().read()).isZero();
    assertThat(lake.events()).isEqualTo(before).hasSize(2);

    spark.sql("UPDATE delta.`" + table + "` SET paid = 1 WHERE id = '2'");
    assertThatThrownBy(lake::ingest)
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("options.skipChangeCommits = true");
    assertThat(lake.with("sources.shop.options.skipChangeCommits=true").ingest().read()).isZero();
  }

  @Test
  void aTableOfTheCatalogIsReadDayByDay() {
    spark.sql(
        "CREATE TABLE sales (id STRING, at TIMESTAMP, dt STRING) USING parquet PARTITIONED BY"
            + " (dt)");
    for (String day : List.of("2026-03-01", "2026-03-02", "2026-03-03")) {
      spark.sql(
          "INSERT INTO sales VALUES ('"
              + day
              + "', TIMESTAMP '"
              + day
              + " 10:00:00', '"
              + day
              + "')");
    }
    TrialLake lake =
        TrialLake.of(
            spark,
            folder.resolve("table-lake"),
            "sources.sales.format=table",
            "sources.sales.table=sales",
            "sources.sales.mark=dt",
            "sources.sales.channel=store",
            "sources.sales.select={event_id=id, event_name=\"'visit'\", event_time=at}");

    assertThat(lake.asOf(LocalDate.of(2026, 3, 1)).ingest())
        .isEqualTo(new JobReport.Records(1, 1, 0, 0));
    assertThat(lake.asOf(LocalDate.of(2026, 3, 1)).ingest().read()).isZero();
    JobReport.Records second = lake.asOf(LocalDate.of(2026, 3, 3)).ingest();
    assertThat(second).isEqualTo(new JobReport.Records(2, 2, 0, 0));
    lake.forgetCommit("marks/sales");
    spark.sql("INSERT INTO sales VALUES ('late', TIMESTAMP '2026-03-02 10:00:00', '2026-03-02')");
    assertThat(lake.asOf(LocalDate.of(2026, 3, 4)).ingest().read())
        .as("the open delivery comes first, with its own bounds")
        .isEqualTo(3);
    assertThat(lake.events(EventsTable.EVENT_ID)).hasSize(3);

    assertThatThrownBy(() -> lake.with("sources.sales.mark=day").ingest())
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("no column 'day'");
    assertThatThrownBy(() -> lake.with("sources.sales.table=salse").ingest())
        .isInstanceOf(InputContractException.class)
        .hasMessageContaining("salse");
  }

  private TrialLake lake(String name, String... settings) {
    List<String> all = new ArrayList<>(Arrays.asList(TYPED));
    all.addAll(Arrays.asList(settings));
    return TrialLake.of(spark, folder.resolve(name), all.toArray(String[]::new));
  }

  /** A wall clock, a moment, an amount that no double holds, a nested value. */
  private Dataset<Row> sale(String id) {
    return spark.sql(
        "SELECT '"
            + id
            + "' AS id, TIMESTAMP_NTZ '2026-03-01 09:30:00.123456' AS at, TIMESTAMP '2026-03-01"
            + " 01:31:00' AS got, 12345678901234.5678BD AS paid, 2 AS pieces, true AS flag,"
            + " named_struct('notes', array('a', 'b'), 'depth', 7) AS extra");
  }

  private static void single(Dataset<Row> rows, String format, Path file) throws IOException {
    Path scratch = Files.createTempDirectory("single");
    rows.coalesce(1).write().format(format).mode("overwrite").save(scratch.toString());
    try (var parts = Files.list(scratch)) {
      Path part =
          parts.filter(path -> path.toString().endsWith("." + format)).findFirst().orElseThrow();
      Files.move(part, file);
    }
  }
}
