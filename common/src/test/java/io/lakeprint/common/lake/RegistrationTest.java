package io.lakeprint.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakeprint.common.tables.OrdersTable;
import io.lakeprint.common.tables.RetentionCellsTable;
import io.lakeprint.common.tables.TableSpec;
import io.lakeprint.testkit.SparkExtension;
import io.lakeprint.testkit.TableRows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class RegistrationTest {

  private static final String PREFIX = "registration_test";

  private final SparkSession spark;
  private final Registration registration;

  RegistrationTest(SparkSession spark) {
    this.spark = spark;
    this.registration = new Registration(spark, PREFIX);
  }

  @AfterEach
  void drop() {
    for (String area : List.of("behaviour", "bi")) {
      spark.sql("DROP DATABASE IF EXISTS " + PREFIX + "_" + area + " CASCADE");
    }
  }

  @Test
  void aTableThatTheLakeCreatesIsInTheCatalogWithItsRowsAndComments(@TempDir Path folder) {
    Lake lake =
        DeltaLake.open(
            spark,
            new LakeSettings(
                folder.resolve("la ke").toString(),
                new LakeSettings.Catalog(PREFIX),
                Duration.ofSeconds(1),
                2,
                "CNY"),
            new LakeManifest(ZoneId.of("Asia/Shanghai"), "CNY", "secret"),
            new CommitStamp("run", "job", LocalDate.of(2026, 1, 1)),
            notice -> {});
    lake.sync(RetentionCellsTable.SPEC, TableRows.of(RetentionCellsTable.SPEC).row().on(spark));

    String name = registration.name(RetentionCellsTable.SPEC);
    assertThat(name).isEqualTo("registration_test_behaviour.retention_cells");
    assertThat(spark.table(name).count()).isEqualTo(1);
    List<Row> described = spark.sql("DESCRIBE " + name).collectAsList();
    assertThat(described.get(0).getString(0)).isEqualTo("report_id");
    assertThat(described.get(0).getString(2)).isEqualTo(RetentionCellsTable.REPORT_ID.comment());
    spark.sql("DROP TABLE " + name);
    assertThat(lake.read(RetentionCellsTable.SPEC).count())
        .as("a table that the catalog forgets stays where it is")
        .isEqualTo(1);
  }

  @Test
  void viewsAreMadeOverTheTablesThereAreUnderTheirNamesInTheCatalog(@TempDir Path folder) {
    add(folder, OrdersTable.SPEC);
    add(folder, RetentionCellsTable.SPEC);

    assertThat(registration.addViews())
        .containsExactly("registration_test_bi.sales_by_day", "registration_test_bi.retention");
    assertThat(registration.addViews()).as("again").hasSize(2);
    assertThat(spark.table("registration_test_bi.retention").columns())
        .contains("cohort_users", "retention_ratio");
    assertThat(spark.table("registration_test_bi.sales_by_day").count()).isZero();
  }

  private void add(Path folder, TableSpec table) {
    String location = folder.resolve(table.table()).toString();
    TableRows.of(table).on(spark).write().format("delta").save(location);
    registration.add(table, location);
    registration.add(table, location);
  }
}
