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
